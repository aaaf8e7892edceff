namespace Sallyport.Hub.Audit;

/// <summary>The spool's files: which one is written to now, and when the next one begins. Used by one writer.</summary>
internal sealed class SpoolFiles : IDisposable
{
    private readonly SpoolOptions _options;
    private readonly FileStream _owner;
    private volatile SpoolSegment? _active;
    private long _begun;

    public SpoolFiles(SpoolOptions options)
    {
        _options = options;
        try
        {
            _owner = SpoolOwner.Take(options.Folder);
        }
        catch (IOException fault)
        {
            throw new AuditUnavailableException($"The audit spool {options.Folder} is in use by another hub, or cannot be opened.", fault);
        }

        var earlier = SpoolSegment.In(options.Folder);
        _begun = earlier.Count == 0 ? 0 : earlier[^1].Number;
        Begin();
    }

    public string Folder => _options.Folder;

    /// <summary>The file that is written to; null while none can be.</summary>
    public SpoolSegment? Active => _active;

    /// <summary>The number of the last segment that was begun.</summary>
    public long Begun => Volatile.Read(ref _begun);

    /// <returns>Where the lines are.</returns>
    /// <exception cref="IOException">Nothing of it counts as written.</exception>
    public SpoolSegment Append(ReadOnlySpan<byte> lines)
    {
        var segment = _active;
        if (segment is null || segment.Failed || segment.Length >= _options.SegmentBytes)
        {
            Close();
            segment = Begin();
        }

        try
        {
            segment.Append(lines);
            return segment;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            GiveUp(segment);
            throw;
        }
    }

    public void Dispose()
    {
        Close();
        _owner.Dispose();
    }

    private SpoolSegment Begin()
    {
        var segment = SpoolSegment.Create(_options.Folder, _begun + 1);
        Volatile.Write(ref _begun, segment.Number);
        return _active = segment;
    }

    private void GiveUp(SpoolSegment segment)
    {
        try
        {
            segment.Trim();
        }
        catch (IOException)
        {
            // A torn end is left out by whoever reads the segment.
        }

        Close();
    }

    private void Close()
    {
        var closed = _active;
        _active = null;
        closed?.Dispose();
    }
}
