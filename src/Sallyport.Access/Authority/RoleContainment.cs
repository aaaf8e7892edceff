using System.Collections.Immutable;
using Sallyport.Access.Policy;

namespace Sallyport.Access.Authority;

/// <summary>Whether a role carries no more than roles that somebody holds at the same place, rule by rule.</summary>
internal static class RoleContainment
{
    /// <summary>The first thing that the role allows and the others do not, in words; null when there is none.</summary>
    /// <param name="role">The role that is to be given or taken away.</param>
    /// <param name="scope">Where.</param>
    /// <param name="held">What is held in all of that scope.</param>
    public static string? Beyond(Role role, Scope scope, IReadOnlyCollection<Role> held)
    {
        var wholeClusters = scope.Kind == ScopeKind.Namespace ? [] : role.WholeClusterRules;
        return Beyond(role, role.Rules, held, holder => holder.Rules)
            ?? Beyond(role, role.ClusterRules, held, holder => scope.Kind == ScopeKind.Cluster ? holder.ClusterRules.AddRange(holder.WholeClusterRules) : holder.ClusterRules)
            ?? Beyond(role, wholeClusters, held, holder => holder.WholeClusterRules);
    }

    private static string? Beyond(Role role, ImmutableArray<PolicyRule> rules, IReadOnlyCollection<Role> held, Func<Role, ImmutableArray<PolicyRule>> of)
    {
        foreach (var atom in rules.SelectMany(RuleAtom.Of))
        {
            if (!role.Except.Any(atom.IsExceptedBy) && !held.Any(holder => Holds(holder, of(holder), role, atom)))
            {
                return atom.ToString();
            }
        }

        return null;
    }

    private static bool Holds(Role holder, ImmutableArray<PolicyRule> rules, Role role, RuleAtom atom)
    {
        // Settings hold back a read-only role, and each of them as they please: what one has of a capability says nothing of another.
        if (atom.MayNeedCapability && holder.ReadOnly && holder.Name != role.Name)
        {
            return false;
        }

        return rules.Any(atom.IsAllowedBy) && holder.Except.SelectMany(RuleAtom.Of)
            .All(exception => !atom.MayMeet(exception) || role.Except.Any(exception.IsExceptedBy));
    }
}
