using Sallyport.Access.Enforcement;
using Sallyport.Access.Policy;

namespace Sallyport.Access.Decisions;

/// <summary>What one assignment says to one request, after its own settings.</summary>
internal static class AssignmentJudge
{
    public static Decision Judge(SettingTable settings, CompiledUser user, CompiledAssignment assignment, ClusterView cluster, in Asked asked, DateTimeOffset now)
    {
        var role = assignment.Role;
        var refused = new Decision { By = DecidedBy.Nothing, Capability = asked.Capability, Place = "" };
        if (asked.Reach == Reach.Cluster)
        {
            return JudgeCluster(settings, user, assignment, cluster, asked, now, refused);
        }

        var whole = assignment.Scope.Covers(cluster);
        if (!whole && (asked.Reach != Reach.Namespace || !Holds(assignment, cluster, asked.Namespace)))
        {
            return refused;
        }

        refused = refused with { Assignment = assignment.Assignment, Role = role };
        if (!asked.IsIn(role, role.Rules) || (asked.Reach == Reach.Unknown && !asked.IsIn(role, role.WholeClusterRules)))
        {
            return refused;
        }

        return JudgeSetting(settings, user, role, cluster, asked, now, whole, refused);
    }

    /// <summary>
    /// Whether an assignment holds in a namespace. A group is bound in namespaces that are there; one that is not is answered
    /// like one outside the scope, at once, instead of waiting for a binding that never comes.
    /// </summary>
    public static bool Holds(CompiledAssignment assignment, ClusterView cluster, string ns) =>
        assignment.Scope.Covers(cluster) ||
        (assignment.Scope.Covers(cluster, ns) && (cluster.Namespaces.Count == 0 || cluster.Namespaces.ContainsKey(ns)));

    private static Decision JudgeCluster(
        SettingTable settings, CompiledUser user, CompiledAssignment assignment, ClusterView cluster, in Asked asked, DateTimeOffset now, in Decision refused)
    {
        var role = assignment.Role;
        var known = refused with { Assignment = assignment.Assignment, Role = role };
        if (assignment.Scope.Covers(cluster) && asked.IsIn(role, role.WholeClusterRules))
        {
            return JudgeSetting(settings, user, role, cluster, asked, now, whole: true, known);
        }

        return asked.Capability == Capability.None && asked.IsIn(role, role.ClusterRules)
            ? known with { Allowed = true, By = DecidedBy.Assignment, Variant = GroupVariant.ClusterReads }
            : assignment.Scope.Covers(cluster) ? known : refused;
    }

    private static Decision JudgeSetting(
        SettingTable settings, CompiledUser user, Role role, ClusterView cluster, in Asked asked, DateTimeOffset now, bool whole, in Decision refused)
    {
        if (asked.Capability == Capability.None || !role.ReadOnly)
        {
            return refused with
            {
                Allowed = true,
                By = DecidedBy.Assignment,
                Level = SettingLevel.Open,
                Variant = GroupVariants.Of(role, asked.Action, SettingLevel.Open),
                Place = whole ? "" : asked.Namespace,
            };
        }

        var ns = asked.Reach == Reach.Namespace ? asked.Namespace : "";
        var strictestIn = ns;
        var outcome = ns.Length > 0
            ? settings.At(asked.Capability, user, role, cluster, ns, now)
            : settings.Everywhere(asked.Capability, user, role, cluster, now, out strictestIn);
        var held = refused with { By = DecidedBy.Setting, Level = outcome.Level, Setting = outcome.Setting, Place = strictestIn };
        if (outcome.Level == SettingLevel.Closed || (outcome.Level == SettingLevel.Limited && !LimitedUse.Contains(asked)))
        {
            return held;
        }

        if (outcome.Level == SettingLevel.Limited && asked.Exec is { } exec &&
            settings.NotListing(exec.Command, user, role, cluster, ns, now) is { } notListing)
        {
            return held with { Setting = notListing };
        }

        return refused with
        {
            Allowed = true,
            By = DecidedBy.Assignment,
            Level = outcome.Level,
            Variant = GroupVariants.Of(role, asked.Action, outcome.Level),
            // The cluster-wide group may be used only where no namespace of the cluster has less than it.
            Place = whole && settings.IsEverywhere(outcome.Level, asked.Capability, user, role, cluster, now) ? "" : ns,
        };
    }
}
