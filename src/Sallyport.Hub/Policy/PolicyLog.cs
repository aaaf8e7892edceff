namespace Sallyport.Hub.Policy;

/// <summary>What the policy says in the log.</summary>
internal static partial class PolicyLog
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "The store could not confirm the policy's version: {Reason}")]
    public static partial void CannotConfirm(this ILogger log, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "PostgreSQL is not listened to; changes are looked for now and then until it is: {Reason}")]
    public static partial void CannotListen(this ILogger log, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "Policy: {Problem}")]
    public static partial void Problem(this ILogger log, string problem);

    [LoggerMessage(Level = LogLevel.Information, Message = "Policy version {Version} is in force")]
    public static partial void InForce(this ILogger log, long version);

    [LoggerMessage(Level = LogLevel.Information, Message = "An assignment or a setting expired; open streams are decided anew")]
    public static partial void Expired(this ILogger log);

    [LoggerMessage(Level = LogLevel.Error, Message = "A part of the hub failed to follow a change of the policy")]
    public static partial void FollowerFailed(this ILogger log, Exception fault);
}
