namespace Sallyport.Hub.Console.Feeds.Rows;

/// <summary>How a pod fares, from the two cells that kubectl prints of it.</summary>
internal static class PodStatus
{
    public static RowStatus Of(string status, string ready) => status switch
    {
        "Running" when IsWhole(ready) => new(Health.Ok, "Running"),
        "Running" => new(Health.Warning, $"Running, {ready} ready"),
        "Completed" or "Succeeded" => new(Health.Ok, status),
        "Pending" or "ContainerCreating" or "PodInitializing" or "Terminating" or "NotReady" or "SchedulingGated" => new(Health.Warning, status),
        "" or "Unknown" or "NodeLost" => new(Health.Unknown, status),
        _ when status.StartsWith("Init:", StringComparison.Ordinal) => OfInit(status, ready),
        _ when IsFailure(status) => new(Health.Failing, status),
        _ => new(Health.Warning, status),
    };

    // Init:0/2 is on its way; Init:Error and Init:CrashLoopBackOff are not.
    private static RowStatus OfInit(string status, string ready) =>
        status.Length > 5 && char.IsAsciiDigit(status[5]) ? new(Health.Warning, status) : Of(status[5..], ready) with { Words = status };

    private static bool IsFailure(string status) =>
        status.EndsWith("BackOff", StringComparison.Ordinal) || status.EndsWith("Error", StringComparison.Ordinal) ||
        status.StartsWith("Err", StringComparison.Ordinal) || status.StartsWith("ExitCode:", StringComparison.Ordinal) ||
        status.StartsWith("Signal:", StringComparison.Ordinal) || status.StartsWith("OutOf", StringComparison.Ordinal) ||
        status is "OOMKilled" or "Evicted" or "Failed" or "InvalidImageName" or "ContainerCannotRun" or "DeadlineExceeded" or "ContainerStatusUnknown"
            or "NodeAffinity" or "UnexpectedAdmissionError" or "StartError" or "Preempting" or "Shutdown" or "NodeShutdown";

    private static bool IsWhole(string ready) =>
        ready.IndexOf('/', StringComparison.Ordinal) is > 0 and var slash && ready.AsSpan(0, slash).SequenceEqual(ready.AsSpan(slash + 1));
}
