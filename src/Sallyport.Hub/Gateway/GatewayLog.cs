namespace Sallyport.Hub.Gateway;

/// <summary>What the gateway says in the log.</summary>
internal static partial class GatewayLog
{
    [LoggerMessage(Level = LogLevel.Error, Message = "Request {Id} failed inside the hub")]
    public static partial void Fault(this ILogger log, Exception fault, Guid id);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The connection to the agent of {Cluster} broke off: {Reason}")]
    public static partial void AgentFailed(this ILogger log, string cluster, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "Request {Id} could not be decided again, so it ends")]
    public static partial void CannotReconsider(this ILogger log, Exception fault, Guid id);
}
