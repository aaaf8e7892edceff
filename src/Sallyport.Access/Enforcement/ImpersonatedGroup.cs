namespace Sallyport.Access.Enforcement;

/// <summary>The one group that justifies one request: (role version, variant, place).</summary>
/// <param name="Role">The role's name; empty for <see cref="GroupVariant.Member"/>.</param>
/// <param name="RoleVersion">The role's version.</param>
/// <param name="Variant">Which part of the role.</param>
/// <param name="Namespace">The namespace it is bound in; empty for the whole cluster.</param>
public readonly record struct ImpersonatedGroup(string Role, int RoleVersion, GroupVariant Variant, string Namespace)
{
    /// <summary>The prefix of every user and group Sallyport impersonates.</summary>
    public const string Prefix = "sallyport:";

    /// <summary>The group of discovery and the self-subject reviews.</summary>
    public static ImpersonatedGroup Member { get; } = new("", 0, GroupVariant.Member, "");

    /// <summary>The name sent in <c>Impersonate-Group</c>, such as <c>sallyport:project-read-only:1:base:ns:shop</c>.</summary>
    public string Name => throw new NotSupportedException();

    /// <summary>Reads a name back; false for anything that <see cref="Name"/> could not have written.</summary>
    public static bool TryParse(string name, out ImpersonatedGroup group) => throw new NotSupportedException();
}
