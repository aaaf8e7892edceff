using Sallyport.Access.Decisions;
using Sallyport.Access.Policy;

namespace Sallyport.Access.Tests.Decisions.Plain;

/// <summary>Which setting holds, by the rule as it is written: of those that nothing overrides, the strictest.</summary>
internal sealed class PlainSettings(PolicyDocument document, PolicyUser user, Role role, ClusterView cluster, DateTimeOffset now)
{
    public SettingOutcome At(Capability capability, string ns)
    {
        var settings = Of(capability);
        var opening = settings.Where(setting => Rank(setting, ns, strict: false) is not null && setting.Level > SettingLevel.Closed)
            .Aggregate(new SettingOutcome(SettingLevel.Closed, null), (best, setting) => setting.Level > best.Level ? new SettingOutcome(setting.Level, setting) : best);
        var restricting = settings.Where(setting => Restricts(setting, ns))
            .Aggregate(new SettingOutcome(SettingLevel.Open, null), (best, setting) => setting.Level < best.Level ? new SettingOutcome(setting.Level, setting) : best);
        return restricting.Setting is not null && restricting.Level <= opening.Level ? restricting : opening;
    }

    public SettingOutcome Everywhere(Capability capability, out string strictestIn)
    {
        strictestIn = "";
        var strictest = At(capability, "");
        if (strictest.Level == SettingLevel.Closed || !MayDiffer(capability))
        {
            return strictest;
        }

        foreach (var ns in cluster.Namespaces.Keys.Where(ns => ns != cluster.AgentNamespace))
        {
            var outcome = At(capability, ns);
            if (outcome.Level < strictest.Level)
            {
                (strictest, strictestIn) = (outcome, ns);
            }
        }

        return strictest;
    }

    public bool IsEverywhere(SettingLevel level, Capability capability) => At(capability, "").Level == level && !MayDiffer(capability);

    public AccessSetting? NotListing(System.Collections.Immutable.ImmutableArray<string> command, string ns) => Of(Capability.Shell)
        .FirstOrDefault(setting => setting.Level == SettingLevel.Limited && !Lists(setting, command) && Restricts(setting, ns));

    /// <summary>The settings in the order in which one is named: what is locked first, then the narrowest.</summary>
    private List<AccessSetting> Of(Capability capability) =>
    [
        .. document.Settings.Where(setting => setting.Capability == capability).Select(Effective)
            .OrderBy(setting => !(setting.Locked && setting.Level != SettingLevel.Open))
            .ThenByDescending(setting => setting.Place.Kind)
            .ThenByDescending(Narrowness)
            .ThenBy(setting => setting.Id, StringComparer.Ordinal),
    ];

    private AccessSetting Effective(AccessSetting setting)
    {
        var level = setting is { Capability: Capability.PortForward, Level: SettingLevel.Limited } ? SettingLevel.Closed : setting.Level;
        return setting with { Level = level, Locked = setting.Locked || (level != SettingLevel.Open && new PlainScope(document, setting.Place).Broken) };
    }

    private bool MayDiffer(Capability capability) => Of(capability).Any(setting =>
        setting.Level != SettingLevel.Open && IsLive(setting) && IsAbout(setting) && new PlainScope(document, setting.Place).PicksNamespacesOf(cluster));

    private bool Restricts(AccessSetting setting, string ns) =>
        Rank(setting, ns, strict: true) is { } place
        && (setting.Locked || !Of(setting.Capability).Any(other =>
            other.Level >= setting.Level && Narrowness(other) >= Narrowness(setting)
            && Rank(other, ns, strict: false) is { } otherPlace && otherPlace >= place
            && (otherPlace > place || Narrowness(other) > Narrowness(setting))));

    private PlaceRank? Rank(AccessSetting setting, string ns, bool strict) =>
        IsLive(setting) && IsAbout(setting) ? new PlainScope(document, setting.Place).Rank(cluster, ns, strict) : null;

    private static int Narrowness(AccessSetting setting) => setting.Subject.Kind switch { SubjectKind.Everyone => 0, SubjectKind.User => 2, _ => 1 };

    private bool IsLive(AccessSetting setting) => setting.Expires is not { } expires || now < expires;

    private bool IsAbout(AccessSetting setting) => setting.Subject.Kind switch
    {
        SubjectKind.Everyone => true,
        SubjectKind.User => setting.Subject.Name == user.Name,
        SubjectKind.Group => user.Groups.Contains(setting.Subject.Name),
        _ => setting.Subject.Name == role.Name,
    };

    private static bool Lists(AccessSetting setting, System.Collections.Immutable.ImmutableArray<string> command) =>
        setting.Commands.Any(text => CommandPattern.TryParse(text, out var pattern, out _) && pattern.Matches(command));
}
