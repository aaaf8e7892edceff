using System.Collections.Immutable;
using Sallyport.Access.Policy;

namespace Sallyport.Access.Decisions;

/// <summary>Whether a capability is open, and the setting that made it so; null where the default did.</summary>
internal readonly record struct SettingOutcome(bool Open, AccessSetting? Setting);

/// <summary>
/// Which setting holds. One overrides another only if it is at least as narrow in place and subject and narrower in one;
/// of those that nothing overrides, the strictest holds. Nothing loosens a locked block.
/// </summary>
internal sealed class SettingTable(ImmutableArray<CompiledSetting> secrets, ImmutableArray<CompiledSetting> shell, ImmutableArray<CompiledSetting> portForward)
{
    public ImmutableArray<CompiledSetting> Of(Capability capability) => capability switch
    {
        Capability.Secrets => secrets,
        Capability.Shell => shell,
        Capability.PortForward => portForward,
        _ => [],
    };

    /// <summary>Resolves for one namespace; an empty one is the cluster as a whole.</summary>
    public SettingOutcome At(Capability capability, CompiledUser user, Role role, ClusterView cluster, string ns, DateTimeOffset now)
    {
        AccessSetting? opening = null;
        var settings = Of(capability);
        foreach (var setting in settings)
        {
            if (setting.RankAt(user, role, cluster, ns, now) is not { } place)
            {
                continue;
            }

            if (setting.Opens)
            {
                opening ??= setting.Setting;
            }
            else if (setting.Setting.Locked || !IsLoosened(setting, place, settings, user, role, cluster, ns, now))
            {
                return new SettingOutcome(false, setting.Setting);
            }
        }

        return new SettingOutcome(opening is not null, opening);
    }

    /// <summary>
    /// Resolves for every namespace of the cluster at once, the strictest outcome; <paramref name="closedIn"/> is the first
    /// namespace that closes it, empty when the cluster as a whole is closed.
    /// </summary>
    public SettingOutcome Everywhere(Capability capability, CompiledUser user, Role role, ClusterView cluster, DateTimeOffset now, out string closedIn)
    {
        closedIn = "";
        var whole = At(capability, user, role, cluster, "", now);
        if (!whole.Open || !MayDifferByNamespace(capability, user, role, cluster, now))
        {
            return whole;
        }

        foreach (var (ns, _) in cluster.Namespaces)
        {
            // The agent's own Secrets are taken out of every answer in the cluster itself.
            if (ns == cluster.AgentNamespace)
            {
                continue;
            }

            var outcome = At(capability, user, role, cluster, ns, now);
            if (!outcome.Open)
            {
                closedIn = ns;
                return outcome;
            }
        }

        return whole;
    }

    /// <summary>Whether it is open in the cluster as a whole, and no block speaks of single namespaces there.</summary>
    public bool IsOpenEverywhere(Capability capability, CompiledUser user, Role role, ClusterView cluster, DateTimeOffset now) =>
        At(capability, user, role, cluster, "", now).Open && !MayDifferByNamespace(capability, user, role, cluster, now);

    /// <summary>Whether some block speaks of single namespaces there, so that an open cluster may have closed ones.</summary>
    public bool MayDifferByNamespace(Capability capability, CompiledUser user, Role role, ClusterView cluster, DateTimeOffset now)
    {
        foreach (var setting in Of(capability))
        {
            if (!setting.Opens && setting.IsLive(now) && setting.IsAbout(user, role) && setting.Scope.PicksNamespacesOf(cluster))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsLoosened(
        CompiledSetting block, PlaceRank place, ImmutableArray<CompiledSetting> settings,
        CompiledUser user, Role role, ClusterView cluster, string ns, DateTimeOffset now)
    {
        foreach (var other in settings)
        {
            if (other.Opens && other.SubjectRank >= block.SubjectRank &&
                other.RankAt(user, role, cluster, ns, now) is { } otherPlace && otherPlace >= place &&
                (otherPlace > place || other.SubjectRank > block.SubjectRank))
            {
                return true;
            }
        }

        return false;
    }
}
