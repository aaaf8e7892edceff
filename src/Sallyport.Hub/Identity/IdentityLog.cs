namespace Sallyport.Hub.Identity;

/// <summary>What identity says in the log.</summary>
internal static partial class IdentityLog
{
    [LoggerMessage(Level = LogLevel.Error, Message = "Revocations could not be read, so every credential is looked up anew: {Reason}")]
    public static partial void CannotFollow(this ILogger log, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "A part of the hub failed to follow a revocation")]
    public static partial void FollowerFailed(this ILogger log, Exception fault);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A sign-in by an identity provider failed: {Reason}")]
    public static partial void ProviderFailed(this ILogger log, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Expired credentials could not be cleared away: {Reason}")]
    public static partial void CannotPrune(this ILogger log, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "A page failed")]
    public static partial void PageFailed(this ILogger log, Exception fault);
}
