using Sallyport.Access.Decisions;
using Sallyport.Access.Enforcement;
using Sallyport.Access.Policy;

namespace Sallyport.Access.Tests.Decisions.Plain;

/// <summary>What one assignment says to one request, after its own settings.</summary>
internal static class PlainAssignment
{
    public static Decision Judge(PolicyDocument document, ClusterView cluster, DateTimeOffset now, PolicyUser user, RoleAssignment assignment, Role role, Asked asked)
    {
        var scope = new PlainScope(document, assignment.Scope);
        var whole = scope.CoversWhole(cluster);
        var outside = new Decision { By = DecidedBy.Nothing, Capability = asked.Capability, Place = "" };
        var inside = outside with { Assignment = assignment, Role = role };
        var settings = new PlainSettings(document, user, role, cluster, now);
        if (asked.Reach == Reach.Cluster)
        {
            return whole && asked.IsIn(role, role.WholeClusterRules) ? AfterSettings(settings, role, asked, whole: true, inside)
                : asked.Capability == Capability.None && asked.IsIn(role, role.ClusterRules)
                    ? inside with { Allowed = true, By = DecidedBy.Assignment, Variant = GroupVariant.ClusterReads }
                : whole ? inside : outside;
        }

        var inNamespace = asked.Reach == Reach.Namespace && scope.Covers(cluster, asked.Namespace)
            && (cluster.Namespaces.Count == 0 || cluster.Namespaces.ContainsKey(asked.Namespace));
        return !whole && !inNamespace ? outside
            : !asked.IsIn(role, role.Rules) || (asked.Reach == Reach.Unknown && !asked.IsIn(role, role.WholeClusterRules)) ? inside
            : AfterSettings(settings, role, asked, whole, inside);
    }

    private static Decision AfterSettings(PlainSettings settings, Role role, Asked asked, bool whole, Decision inside)
    {
        var allowed = inside with { Allowed = true, By = DecidedBy.Assignment };
        if (asked.Capability == Capability.None || !role.ReadOnly)
        {
            return allowed with { Level = SettingLevel.Open, Variant = GroupVariants.Of(role, asked.Action, SettingLevel.Open), Place = whole ? "" : asked.Namespace };
        }

        var ns = asked.Reach == Reach.Namespace ? asked.Namespace : "";
        var place = ns;
        var outcome = ns.Length > 0 ? settings.At(asked.Capability, ns) : settings.Everywhere(asked.Capability, out place);
        var held = inside with { By = DecidedBy.Setting, Level = outcome.Level, Setting = outcome.Setting, Place = place };
        if (outcome.Level == SettingLevel.Closed || (outcome.Level == SettingLevel.Limited && !LimitedUse.Contains(asked)))
        {
            return held;
        }

        if (outcome.Level == SettingLevel.Limited && asked.Exec is { } exec && settings.NotListing(exec.Command, ns) is { } notListing)
        {
            return held with { Setting = notListing };
        }

        return allowed with
        {
            Level = outcome.Level,
            Variant = GroupVariants.Of(role, asked.Action, outcome.Level),
            Place = whole && settings.IsEverywhere(outcome.Level, asked.Capability) ? "" : ns,
        };
    }
}
