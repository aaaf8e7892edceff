using System.Collections.Immutable;
using Sallyport.Access.Policy;

namespace Sallyport.Access.Decisions;

/// <summary>What is done to which resource: the part of a request that rules speak of.</summary>
internal readonly record struct ResourceAction(string Verb, string Group, string Resource, string Subresource, string Name)
{
    public const string RbacGroup = "rbac.authorization.k8s.io";

    public static ImmutableArray<string> Verbs { get; } =
        ["get", "list", "watch", "create", "update", "patch", "delete", "deletecollection"];

    public bool IsRead => Verb is "get" or "list" or "watch";

    public bool HasKnownVerb => IsRead || Verb is "create" or "update" or "patch" or "delete" or "deletecollection";

    public bool WritesRbac => Group == RbacGroup && !IsRead;

    public Capability Capability => CapabilityOf.Resource(Group, Resource, Subresource);

    /// <summary>Whether a rule allows it, with the meaning that RBAC gives to rules.</summary>
    public bool IsAllowedBy(PolicyRule rule) =>
        Has(rule.Verbs, Verb) && Has(rule.ApiGroups, Group) && HasResource(rule.Resources, deny: false) &&
        (rule.ResourceNames.IsEmpty || (Name.Length > 0 && rule.ResourceNames.Contains(Name)));

    /// <summary>
    /// Whether a denying rule catches it: <c>*</c> takes in sub-resources, and a request that does not say which object it
    /// touches is caught by any name.
    /// </summary>
    public bool IsCaughtBy(PolicyRule rule) =>
        Has(rule.Verbs, Verb) && Has(rule.ApiGroups, Group) && HasResource(rule.Resources, deny: true) &&
        (rule.ResourceNames.IsEmpty || Name.Length == 0 || rule.ResourceNames.Contains(Name));

    /// <summary>Whether a role's rules allow it and none of its exceptions takes it away.</summary>
    public bool IsIn(Role role, ImmutableArray<PolicyRule> rules)
    {
        foreach (var rule in rules)
        {
            if (IsAllowedBy(rule))
            {
                return !IsExceptedFrom(role);
            }
        }

        return false;
    }

    public bool IsExceptedFrom(Role role)
    {
        foreach (var except in role.Except)
        {
            if (IsCaughtBy(except))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Has(ImmutableArray<string> values, string value)
    {
        foreach (var candidate in values)
        {
            if (candidate == value || candidate == "*")
            {
                return true;
            }
        }

        return false;
    }

    private bool HasResource(ImmutableArray<string> patterns, bool deny)
    {
        foreach (var pattern in patterns)
        {
            if (Subresource.Length == 0 ? pattern == "*" || pattern == Resource : IsSubresource(pattern) || (deny && pattern == "*"))
            {
                return true;
            }
        }

        return false;
    }

    private bool IsSubresource(string pattern)
    {
        if (pattern.StartsWith("*/", StringComparison.Ordinal))
        {
            var wanted = pattern.AsSpan(2);
            return wanted is "*" || wanted.SequenceEqual(Subresource);
        }

        if (pattern.Length <= Resource.Length + 1 || !pattern.StartsWith(Resource, StringComparison.Ordinal) || pattern[Resource.Length] != '/')
        {
            return false;
        }

        var sub = pattern.AsSpan(Resource.Length + 1);
        return sub is "*" || sub.SequenceEqual(Subresource);
    }
}
