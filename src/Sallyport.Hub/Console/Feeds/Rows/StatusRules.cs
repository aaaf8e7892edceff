using Sallyport.Hub.Console.Feeds.Kinds;

namespace Sallyport.Hub.Console.Feeds.Rows;

/// <summary>By kind, what its table's cells say of how an object fares.</summary>
internal static class StatusRules
{
    private static readonly StatusRule Pod = new(["Status", "Ready"], static cells => PodStatus.Of(cells[0], cells[1]));

    private static readonly StatusRule Replicated = new(["Ready", "Desired"], static cells =>
        cells[0].Contains('/', StringComparison.Ordinal) && cells[0].Split('/') is [var ready, var desired] ? Ready(ready, desired) : Ready(cells[0], cells[1]));

    private static readonly StatusRule Job = new(["Status", "Completions"], static cells => cells[0] switch
    {
        "" => cells[1].Split('/') is [var done, var wanted] && done == wanted ? new(Health.Ok, "Complete") : new(Health.Unknown, "Not complete"),
        "Running" => new(Health.Ok, cells[0]),
        _ => StatusWords.Of(cells[0]),
    });

    private static readonly StatusRule Node = new(["Status"], static cells => cells[0] switch
    {
        _ when cells[0].Contains("NotReady", StringComparison.Ordinal) => new(Health.Failing, cells[0]),
        _ when cells[0].Contains("SchedulingDisabled", StringComparison.Ordinal) => new(Health.Warning, cells[0]),
        "Ready" => new(Health.Ok, "Ready"),
        _ => new(Health.Unknown, cells[0]),
    });

    private static readonly StatusRule Event = new(["Type", "Reason"], static cells =>
        new(cells[0] == "Normal" ? Health.Ok : Health.Warning, cells[1]));

    private static readonly StatusRule Phase = new(["Status"], static cells => StatusWords.Of(cells[0]));

    // What custom kinds print, by the names that most of them use.
    private static readonly StatusRule Custom = new(["Health Status", "Healthy", "Phase", "Status", "State", "Ready", "Synced", "Available"], static cells =>
    {
        foreach (var cell in cells)
        {
            if (cell.Length > 0 && StatusWords.Of(cell) is { Health: not Health.Unknown } status)
            {
                return status;
            }
        }

        return default;
    });

    public static StatusRule For(ResourceType type) => (type.Group, type.Resource) switch
    {
        ("", "pods") => Pod,
        ("apps", "deployments" or "statefulsets" or "daemonsets" or "replicasets") or ("", "replicationcontrollers") => Replicated,
        ("batch", "jobs") => Job,
        ("", "nodes") => Node,
        ("" or "events.k8s.io", "events") => Event,
        ("", "persistentvolumeclaims" or "persistentvolumes" or "namespaces") => Phase,
        ("" or "apps" or "batch" or "rbac.authorization.k8s.io" or "autoscaling" or "policy" or "storage.k8s.io", _) => StatusRule.None,
        _ => Custom,
    };

    private static RowStatus Ready(string ready, string desired) => (int.TryParse(ready, out var has), int.TryParse(desired, out var wants)) switch
    {
        (true, true) when wants == 0 => new(Health.Ok, "Scaled to 0"),
        (true, true) when has >= wants => new(Health.Ok, $"{ready} of {desired} ready"),
        (true, true) => new(has == 0 ? Health.Failing : Health.Warning, $"{ready} of {desired} ready"),
        _ => new(Health.Unknown, ""),
    };
}
