using Sallyport.Access.Decisions;

namespace Sallyport.Access.Policy;

/// <summary>What a role may not be, so that "read-only" keeps its meaning and every name can become a group's.</summary>
public static class RoleValidation
{
    /// <summary>Says what is wrong with a role; null when nothing is.</summary>
    public static string? ProblemOf(Role role)
    {
        ArgumentNullException.ThrowIfNull(role);
        if (!IsName(role.Name))
        {
            return $"\"{role.Name}\" is not a role name: lower-case letters, digits and dashes, up to 63 of them";
        }

        if (role.Version < 1)
        {
            return $"role \"{role.Name}\" has no version";
        }

        if (!role.ReadOnly)
        {
            return null;
        }

        if (role.AdministersOrganization)
        {
            return $"role \"{role.Name}\" administers the organization and cannot be read-only";
        }

        if (role.AdministersProjects)
        {
            return $"role \"{role.Name}\" administers projects and cannot be read-only";
        }

        foreach (var rule in role.Rules.Concat(role.ClusterRules).Concat(role.WholeClusterRules))
        {
            foreach (var verb in rule.Verbs)
            {
                if (!IsReadOnly(rule, verb))
                {
                    return $"role \"{role.Name}\" is read-only and cannot have the verb \"{verb}\" on {string.Join(", ", rule.Resources)}";
                }
            }

            if (rule.Resources.FirstOrDefault(IsNeverReadOnly) is { } resource)
            {
                return $"role \"{role.Name}\" is read-only and cannot have {resource}";
            }
        }

        return null;
    }

    private static bool IsReadOnly(PolicyRule rule, string verb) => verb switch
    {
        "get" or "list" or "watch" or "head" => true,
        "create" => rule.Resources.All(resource => resource is "pods/exec" or "pods/attach" or "pods/portforward"),
        _ => false,
    } && (verb is "get" or "list" or "watch" || rule.NonResourceUrls.IsEmpty || verb == "head");

    /// <summary>Sub-resources that are a shell, a tunnel, a credential or a Secret by another name, in whatever group.</summary>
    private static bool IsNeverReadOnly(string resource)
    {
        var slash = resource.IndexOf('/', StringComparison.Ordinal);
        if (slash < 0)
        {
            return false;
        }

        return resource is not ("pods/exec" or "pods/attach" or "pods/portforward" or "pods/log") &&
            (resource[(slash + 1)..] is "*" or "token" or "binding" or "approval" or "finalize" or "ephemeralcontainers" or "log" ||
             CapabilityOf.Resource("", resource[..slash], resource[(slash + 1)..]) != Capability.None);
    }

    private static bool IsName(string name) =>
        name.Length is > 0 and <= 63 && name[0] != '-' && name[^1] != '-' &&
        name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');
}
