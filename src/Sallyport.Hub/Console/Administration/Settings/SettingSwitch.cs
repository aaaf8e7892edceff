using Sallyport.Access.Enforcement;
using Sallyport.Hub.Api;

namespace Sallyport.Hub.Console.Administration.Settings;

/// <summary>One switch with all that stands beside it.</summary>
/// <param name="Choice">Which.</param>
/// <param name="Setting">What the organization says, and what departs from it.</param>
/// <param name="BelowCeiling">The clusters whose owner does not allow it, whatever is set.</param>
/// <param name="Clusters">Of how many clusters the ceiling is known.</param>
internal sealed record SettingSwitch(SettingChoice Choice, SettingModel Setting, IReadOnlyList<string> BelowCeiling, int Clusters)
{
    /// <summary>When the next exception ends; null when none does.</summary>
    public DateTimeOffset? NextEnd => Setting.Exceptions.Min(exception => exception.Expires);

    public static SettingSwitch Of(SettingChoice choice, SettingsModel all, IReadOnlyList<ClusterModel> clusters)
    {
        var known = clusters.Where(cluster => cluster.Ceiling is not null).ToList();
        return new SettingSwitch(
            choice,
            choice.Name switch { "secrets" => all.Secrets, "shell" => all.Shell, _ => all.PortForward },
            [.. known.Where(cluster => !Allows(Ceiling.Parse(cluster.Ceiling!), choice.Name)).Select(cluster => cluster.Name)],
            known.Count);
    }

    private static bool Allows(Ceiling ceiling, string setting) => setting switch
    {
        "secrets" => ceiling.Secrets,
        "shell" => ceiling.Shell,
        _ => ceiling.PortForward,
    };
}
