namespace Sallyport.Access.Policy;

/// <summary>A role, given to a user or a group, at a scope, always or until a time.</summary>
/// <param name="Id">Its identity.</param>
/// <param name="Role">The role's name.</param>
/// <param name="Subject">A user or a group.</param>
/// <param name="Scope">Where.</param>
/// <param name="Expires">Until when; null is always.</param>
public sealed record RoleAssignment(string Id, string Role, Subject Subject, Scope Scope, DateTimeOffset? Expires = null)
{
    /// <summary>What policy files call it; empty when nothing does.</summary>
    public string Name { get; init; } = "";

    /// <summary>Whose policy files keep it; empty when it is changed by hand.</summary>
    public string Owner { get; init; } = "";
}
