namespace Sallyport.Hub.Audit;

/// <summary>How long the audit is kept, and how much of it may wait for the store.</summary>
internal sealed record AuditOptions
{
    private const long Mebibyte = 1024 * 1024;

    /// <summary>How old an event becomes in the store; null keeps all of them.</summary>
    public TimeSpan? Retention { get; init; } = TimeSpan.FromDays(90);

    /// <summary>How many bytes may be in the spool and not in the store before requests are refused.</summary>
    public long SpoolBytes { get; init; } = 4096 * Mebibyte;

    /// <summary>Below how many free bytes on the spool's disk the hub warns.</summary>
    public long LowDiskBytes { get; init; } = 1024 * Mebibyte;
}
