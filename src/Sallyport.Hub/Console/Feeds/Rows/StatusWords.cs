using System.Collections.Frozen;

namespace Sallyport.Hub.Console.Feeds.Rows;

/// <summary>What the common words for a state mean.</summary>
internal static class StatusWords
{
    private static readonly FrozenDictionary<string, Health> Known = new Dictionary<string, Health>(StringComparer.OrdinalIgnoreCase)
    {
        ["true"] = Health.Ok,
        ["false"] = Health.Failing,
        ["ok"] = Health.Ok,
        ["ready"] = Health.Ok,
        ["active"] = Health.Ok,
        ["bound"] = Health.Ok,
        ["available"] = Health.Ok,
        ["running"] = Health.Ok,
        ["healthy"] = Health.Ok,
        ["synced"] = Health.Ok,
        ["complete"] = Health.Ok,
        ["completed"] = Health.Ok,
        ["succeeded"] = Health.Ok,
        ["deployed"] = Health.Ok,
        ["valid"] = Health.Ok,
        ["pending"] = Health.Warning,
        ["progressing"] = Health.Warning,
        ["provisioning"] = Health.Warning,
        ["creating"] = Health.Warning,
        ["updating"] = Health.Warning,
        ["suspended"] = Health.Warning,
        ["released"] = Health.Warning,
        ["outofsync"] = Health.Warning,
        ["terminating"] = Health.Warning,
        ["deleting"] = Health.Warning,
        ["degraded"] = Health.Failing,
        ["unhealthy"] = Health.Failing,
        ["failed"] = Health.Failing,
        ["failing"] = Health.Failing,
        ["error"] = Health.Failing,
        ["errored"] = Health.Failing,
        ["lost"] = Health.Failing,
        ["missing"] = Health.Failing,
        ["invalid"] = Health.Failing,
        ["notready"] = Health.Failing,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    public static RowStatus Of(string word) => new(Known.GetValueOrDefault(word, Health.Unknown), word switch
    {
        "True" or "true" => "Ready",
        "False" or "false" => "Not ready",
        _ => word,
    });
}
