using System.Globalization;

namespace Sallyport.Hub.Audit;

/// <summary>How full the spool and its disk are. Measured by whoever feeds the store, read by every request.</summary>
internal sealed class SpoolPressure
{
    /// <summary>From this part of its bound on, a spool that is not emptied is worth a warning.</summary>
    private const double Worrying = 0.5;

    private readonly SpoolOptions _options;
    private readonly ILogger _log;
    private volatile bool _full;
    private volatile string? _warning;

    public SpoolPressure(SpoolOptions options, ILogger log) => (_options, _log) = (options, log);

    /// <summary>Whether so much waits for the store that no request may be added.</summary>
    public bool IsFull => _full;

    /// <summary>What an operator should know, as a sentence; null when all is well.</summary>
    public string? Warning => _warning;

    public void Measure()
    {
        var waiting = SpoolSegment.In(_options.Folder).Sum(segment => Length(segment.Path));
        var free = new DriveInfo(Path.GetFullPath(_options.Folder)).AvailableFreeSpace;
        _full = waiting > _options.MostBytes;
        var warning = _full ? $"The audit spool is full: {Mebibytes(waiting)} wait for the store, and requests are refused."
            : waiting > _options.MostBytes * Worrying ? $"The audit spool fills up: {Mebibytes(waiting)} wait for the store."
            : free < _options.LowDiskBytes ? $"The audit spool's disk has {Mebibytes(free)} left."
            : null;
        // Once for each time it begins, and not for each byte that comes or goes.
        if (warning is not null && _warning is null)
        {
            _log.UnderPressure(warning);
        }

        _warning = warning;
    }

    /// <summary>A segment may be fed and gone since it was listed.</summary>
    private static long Length(string path) => new FileInfo(path) is { Exists: true } file ? file.Length : 0;

    private static string Mebibytes(long bytes) => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1024 / 1024} MiB");
}
