namespace Sallyport.Hub.Audit;

/// <summary>What the audit says in the log.</summary>
internal static partial class AuditLogMessages
{
    [LoggerMessage(Level = LogLevel.Error, Message = "The audit spool cannot be written, so requests are refused: {Reason}")]
    public static partial void CannotWrite(this ILogger log, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "The end of a request came after the audit spool was closed")]
    public static partial void TooLate(this ILogger log);

    [LoggerMessage(Level = LogLevel.Error, Message = "A request that was not served is not written down: the audit spool cannot keep up")]
    public static partial void TooMany(this ILogger log);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Warning}")]
    public static partial void UnderPressure(this ILogger log, string warning);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Audit events that are too old could not be deleted: {Reason}")]
    public static partial void CannotDelete(this ILogger log, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The store does not take audit events; they stay in the spool: {Reason}")]
    public static partial void CannotFeed(this ILogger log, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The last line of spool segment {Segment} is torn: the hub was killed while it wrote it, before the request went on")]
    public static partial void TornLine(this ILogger log, string segment);

    [LoggerMessage(Level = LogLevel.Error, Message = "A line of spool segment {Segment} is no audit event, or the store refuses it; it was moved to {Rejected}: {Reason}")]
    public static partial void Rejected(this ILogger log, string segment, string rejected, string reason);
}
