namespace Sallyport.Access.Policy;

/// <summary>Whom an assignment or a setting is about.</summary>
public enum SubjectKind
{
    /// <summary>Everyone (settings only).</summary>
    Everyone,

    /// <summary>One user.</summary>
    User,

    /// <summary>The members of a group.</summary>
    Group,

    /// <summary>Whoever acts by a role (settings only).</summary>
    Role,
}

/// <summary>A user, a group, a role or everyone, by name.</summary>
/// <param name="Kind">Which of them.</param>
/// <param name="Name">The name; empty for everyone.</param>
public sealed record Subject(SubjectKind Kind, string Name)
{
    /// <summary>Everyone.</summary>
    public static Subject Everyone { get; } = new(SubjectKind.Everyone, "");
}
