namespace Sallyport.Hub.Audit;

/// <summary>Where and how the audit is spooled.</summary>
internal sealed record SpoolOptions
{
    /// <summary>A folder of this hub's own, on a volume that outlives it.</summary>
    public required string Folder { get; init; }

    /// <summary>When a segment is closed and the next one begun.</summary>
    public long SegmentBytes { get; init; } = 8 * 1024 * 1024;

    /// <summary>How many decisions may wait to be written before further ones are refused.</summary>
    public int MostWaiting { get; init; } = 10_000;

    /// <summary>How many bytes may wait for the store before requests are refused.</summary>
    public long MostBytes { get; init; } = long.MaxValue;

    /// <summary>Below how many free bytes on its disk the spool warns.</summary>
    public long LowDiskBytes { get; init; }
}
