using System.Collections.Immutable;

namespace Sallyport.Access.Policy;

/// <summary>The six roles that every organization has.</summary>
public static class BuiltInRoles
{
    /// <summary>All six, from widest to narrowest.</summary>
    public static ImmutableArray<Role> All { get; } = [];
}
