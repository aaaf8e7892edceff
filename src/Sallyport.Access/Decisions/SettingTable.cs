using System.Collections.Immutable;
using Sallyport.Access.Policy;

namespace Sallyport.Access.Decisions;

/// <summary>How far a capability is open, and the setting that made it so; null where the default did.</summary>
internal readonly record struct SettingOutcome(SettingLevel Level, AccessSetting? Setting);

/// <summary>
/// Which setting holds. One overrides another only if it is at least as narrow in place and subject and narrower in one;
/// of those that nothing overrides, the strictest holds. Nothing loosens a locked one.
/// </summary>
internal sealed class SettingTable(ImmutableArray<CompiledSetting> secrets, ImmutableArray<CompiledSetting> shell, ImmutableArray<CompiledSetting> portForward)
{
    private const int WordsOnTheStack = Sieve<CompiledSetting>.WordsOnTheStack;

    private static readonly SettingList None = new([]);

    private readonly SettingList _secrets = new(secrets);
    private readonly SettingList _shell = new(shell);
    private readonly SettingList _portForward = new(portForward);

    public ImmutableArray<CompiledSetting> Of(Capability capability) => ListOf(capability).All;

    /// <summary>Resolves for one namespace; an empty one is the cluster as a whole.</summary>
    public SettingOutcome At(Capability capability, CompiledUser user, Role role, ClusterView cluster, string ns, DateTimeOffset now)
    {
        var opening = new SettingOutcome(SettingLevel.Closed, null);
        var restricting = new SettingOutcome(SettingLevel.Open, null);
        var list = ListOf(capability);
        var settings = list.Sift(user, cluster, ns, list.Words <= WordsOnTheStack ? stackalloc ulong[WordsOnTheStack] : new ulong[list.Words]);
        foreach (var setting in settings)
        {
            if (setting.Level > opening.Level && !setting.OnlyTightens && setting.RankAt(user, role, cluster, ns, now, strict: false) is not null)
            {
                opening = new SettingOutcome(setting.Level, setting.Setting);
            }

            if (setting.Level < restricting.Level && Restricts(setting, settings, user, role, cluster, ns, now))
            {
                restricting = new SettingOutcome(setting.Level, setting.Setting);
            }
        }

        return restricting.Level <= opening.Level && restricting.Setting is not null ? restricting : opening;
    }

    /// <summary>
    /// The setting at listed commands that holds in a namespace and does not list this one; null when all that hold do.
    /// </summary>
    public AccessSetting? NotListing(ImmutableArray<string> command, CompiledUser user, Role role, ClusterView cluster, string ns, DateTimeOffset now)
    {
        var settings = _shell.Sift(user, cluster, ns, _shell.Words <= WordsOnTheStack ? stackalloc ulong[WordsOnTheStack] : new ulong[_shell.Words]);
        foreach (var setting in settings)
        {
            if (setting.Level == SettingLevel.Limited && !setting.Lists(command) && Restricts(setting, settings, user, role, cluster, ns, now))
            {
                return setting.Setting;
            }
        }

        return null;
    }

    /// <summary>The commands of all settings that hold in a namespace; each of them narrows the others.</summary>
    public IReadOnlyList<string> CommandsAt(CompiledUser user, Role role, ClusterView cluster, string ns, DateTimeOffset now)
    {
        var commands = new List<string>();
        var settings = _shell.Sift(user, cluster, ns, new ulong[_shell.Words]);
        foreach (var setting in settings)
        {
            if (setting.Level == SettingLevel.Limited && Restricts(setting, settings, user, role, cluster, ns, now))
            {
                commands.AddRange(setting.Commands.Select(command => command.Text));
            }
        }

        return commands;
    }

    /// <summary>
    /// Resolves for every namespace of the cluster at once, the strictest outcome; <paramref name="strictestIn"/> is the first
    /// namespace that has it, empty when the cluster as a whole does.
    /// </summary>
    public SettingOutcome Everywhere(Capability capability, CompiledUser user, Role role, ClusterView cluster, DateTimeOffset now, out string strictestIn)
    {
        strictestIn = "";
        var strictest = At(capability, user, role, cluster, "", now);
        if (strictest.Level == SettingLevel.Closed || !MayDifferByNamespace(capability, user, role, cluster, now))
        {
            return strictest;
        }

        foreach (var (ns, _) in cluster.Namespaces)
        {
            // The agent's own Secrets are taken out of every answer in the cluster itself.
            if (ns == cluster.AgentNamespace)
            {
                continue;
            }

            var outcome = At(capability, user, role, cluster, ns, now);
            if (outcome.Level < strictest.Level)
            {
                (strictest, strictestIn) = (outcome, ns);
            }
        }

        return strictest;
    }

    /// <summary>Whether the cluster as a whole has that level, and no restriction speaks of single namespaces there.</summary>
    public bool IsEverywhere(SettingLevel level, Capability capability, CompiledUser user, Role role, ClusterView cluster, DateTimeOffset now) =>
        At(capability, user, role, cluster, "", now).Level == level && !MayDifferByNamespace(capability, user, role, cluster, now);

    /// <summary>Whether some restriction speaks of single namespaces there, so that they may have less than the cluster.</summary>
    private bool MayDifferByNamespace(Capability capability, CompiledUser user, Role role, ClusterView cluster, DateTimeOffset now)
    {
        foreach (var setting in ListOf(capability).NarrowingNamespaces)
        {
            if ((setting.Subjects & user.Subjects) != 0 && setting.Scope.Sieve.MayReach(cluster) &&
                setting.IsLive(now) && setting.IsAbout(user, role, strict: true) && setting.Scope.PicksNamespacesOf(cluster))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether a setting below open holds there, overridden by none that opens as far or further.</summary>
    private static bool Restricts(
        CompiledSetting setting, Sifted<CompiledSetting> settings, CompiledUser user, Role role, ClusterView cluster, string ns, DateTimeOffset now)
    {
        if (setting.RankAt(user, role, cluster, ns, now, strict: true) is not { } place)
        {
            return false;
        }

        if (setting.Setting.Locked)
        {
            return true;
        }

        foreach (var other in settings)
        {
            if (other.Level >= setting.Level && !other.OnlyTightens && other.SubjectRank >= setting.SubjectRank &&
                other.RankAt(user, role, cluster, ns, now, strict: false) is { } otherPlace && otherPlace >= place &&
                (otherPlace > place || other.SubjectRank > setting.SubjectRank))
            {
                return false;
            }
        }

        return true;
    }

    private SettingList ListOf(Capability capability) => capability switch
    {
        Capability.Secrets => _secrets,
        Capability.Shell => _shell,
        Capability.PortForward => _portForward,
        _ => None,
    };
}
