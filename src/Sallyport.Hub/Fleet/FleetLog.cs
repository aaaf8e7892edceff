namespace Sallyport.Hub.Fleet;

/// <summary>What the fleet says in the log.</summary>
internal static partial class FleetLog
{
    [LoggerMessage(Level = LogLevel.Information, Message = "Agent of {Cluster} is connected: version {AgentVersion}, Kubernetes {KubernetesVersion}, ceiling {Ceiling}")]
    public static partial void AgentConnected(this ILogger log, string cluster, string agentVersion, string kubernetesVersion, string ceiling);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Agent of {Cluster} is away: {Reason}")]
    public static partial void AgentAway(this ILogger log, string cluster, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A second agent of {Cluster} was refused from {Address}: the first one still answers")]
    public static partial void SecondAgentRefused(this ILogger log, string cluster, string address);

    [LoggerMessage(Level = LogLevel.Information, Message = "The silent agent of {Cluster} gives way to a new connection")]
    public static partial void AgentReplaced(this ILogger log, string cluster);

    [LoggerMessage(Level = LogLevel.Warning, Message = "An agent was refused from {Address}: {Reason}")]
    public static partial void AgentRefused(this ILogger log, string address, string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "Agent of {Cluster} got a certificate with serial number {Serial}, in force until {Until:u}")]
    public static partial void CertificateIssued(this ILogger log, string cluster, string serial, DateTimeOffset until);

    [LoggerMessage(Level = LogLevel.Error, Message = "The session of the agent of {Cluster} failed inside the hub")]
    public static partial void SessionFailed(this ILogger log, Exception failure, string cluster);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Cluster} is in step: {Groups} groups at generation {Generation}")]
    public static partial void InStep(this ILogger log, string cluster, int groups, long generation);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Cluster} is not in step yet: {Reason}")]
    public static partial void NotInStep(this ILogger log, string cluster, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Cluster} does not hold group {Group}: {Problem}")]
    public static partial void GroupProblem(this ILogger log, string cluster, string group, string problem);
}
