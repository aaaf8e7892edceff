using System.Threading.Channels;

namespace Sallyport.Hub.Audit;

/// <summary>
/// The local append-only spool. One writer takes what has gathered and writes it at once; one syncer brings it to the
/// disk, for waiters of durable decisions immediately and for the rest within 100 ms, without holding up the writer.
/// </summary>
internal sealed class Spool : IAsyncDisposable
{
    private const int BatchBytes = 256 * 1024;
    private static readonly TimeSpan LazySync = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Retry = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Stalled = TimeSpan.FromSeconds(5);

    private readonly SpoolOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger<Spool> _log;
    private readonly Channel<SpoolEntry> _entries = Channel.CreateUnbounded<SpoolEntry>(new() { SingleReader = true });
    private readonly Channel<(SpoolEntry Entry, SpoolSegment Segment)> _unsynced =
        Channel.CreateUnbounded<(SpoolEntry, SpoolSegment)>(new() { SingleReader = true });
    private readonly CancellationTokenSource _stopping = new();
    private readonly Task _work;
    private int _waiting;
    private int _dirty;
    private long _busySince;

    public Spool(SpoolOptions options, TimeProvider time, ILogger<Spool> log)
    {
        (_options, _time, _log) = (options, time, log);
        Files = new SpoolFiles(options);
        Pressure = new SpoolPressure(options, log);
        _work = Task.WhenAll(Task.Run(WriteAsync), Task.Run(SyncAsync), Task.Run(SyncLazilyAsync));
    }

    public SpoolFiles Files { get; }

    public SpoolPressure Pressure { get; }

    /// <summary>Completes when the line is written, and when <paramref name="durable"/> on the disk.</summary>
    public Task AppendAsync(byte[] line, bool durable, CancellationToken cancellationToken)
    {
        var busySince = Volatile.Read(ref _busySince);
        if (busySince != 0 && _time.GetElapsedTime(busySince) > Stalled)
        {
            throw new AuditUnavailableException("The audit spool's disk does not answer.");
        }

        if (Pressure.IsFull)
        {
            throw new AuditUnavailableException("The audit spool is full.");
        }

        if (Interlocked.Increment(ref _waiting) > _options.MostWaiting)
        {
            Interlocked.Decrement(ref _waiting);
            throw new AuditUnavailableException("The audit spool cannot keep up.");
        }

        var waiter = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        if (!_entries.Writer.TryWrite(new SpoolEntry(line, durable, waiter)))
        {
            Interlocked.Decrement(ref _waiting);
            throw new AuditUnavailableException("The audit spool is closed.");
        }

        return waiter.Task.WaitAsync(cancellationToken);
    }

    /// <summary>Takes the decision on a request that was not served. Strangers may cause any number: when too many wait already, the log alone says so.</summary>
    public void AppendUnserved(byte[] line)
    {
        if (Pressure.IsFull || Volatile.Read(ref _waiting) > _options.MostWaiting)
        {
            _log.TooMany();
            return;
        }

        Append(line);
    }

    /// <summary>Takes a line that nobody waits for. There are never more of them than decisions that were admitted.</summary>
    public void Append(byte[] line)
    {
        if (!_entries.Writer.TryWrite(new SpoolEntry(line, Durable: false, Waiter: null)))
        {
            _log.TooLate();
        }
    }

    public async ValueTask DisposeAsync()
    {
        _entries.Writer.TryComplete();
        await _stopping.CancelAsync();
        await _work;
        Files.Dispose();
        _stopping.Dispose();
    }

    private async Task WriteAsync()
    {
        var batch = new SpoolBatch(BatchBytes);
        while (await MoreAsync(batch.Count > 0))
        {
            while (batch.HasRoom && _entries.Reader.TryRead(out var entry))
            {
                batch.Add(entry);
            }

            Volatile.Write(ref _busySince, _time.GetTimestamp());
            try
            {
                var segment = Files.Append(batch.Bytes);
                Volatile.Write(ref _dirty, 1);
                Written(batch, segment);
                batch.Clear();
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
            {
                _log.CannotWrite(fault.Message);
                foreach (var refused in batch.KeepEnds())
                {
                    Fail(refused, fault);
                }
            }
            finally
            {
                Volatile.Write(ref _busySince, 0);
            }
        }

        _unsynced.Writer.TryComplete();
    }

    /// <summary>Waits for entries. Ends that could not be written are tried again after a while even when nothing comes.</summary>
    private async Task<bool> MoreAsync(bool kept)
    {
        if (!kept)
        {
            return await _entries.Reader.WaitToReadAsync();
        }

        if (_stopping.IsCancellationRequested)
        {
            _log.TooLate();
            return false;
        }

        var more = _entries.Reader.WaitToReadAsync().AsTask();
        await Task.WhenAny(more, Task.Delay(Retry, _time, _stopping.Token));
        return true;
    }

    private void Written(SpoolBatch batch, SpoolSegment segment)
    {
        foreach (var entry in batch.Entries)
        {
            if (entry.Durable)
            {
                _unsynced.Writer.TryWrite((entry, segment));
            }
            else if (entry.Waiter is { } waiter)
            {
                Interlocked.Decrement(ref _waiting);
                waiter.TrySetResult();
            }
        }
    }

    private async Task SyncAsync()
    {
        var together = new List<(SpoolEntry Entry, SpoolSegment Segment)>();
        while (await _unsynced.Reader.WaitToReadAsync())
        {
            while (_unsynced.Reader.TryRead(out var written))
            {
                together.Add(written);
            }

            foreach (var group in together.GroupBy(written => written.Segment, written => written.Entry))
            {
                Sync(group.Key, group);
            }

            together.Clear();
        }
    }

    private void Sync(SpoolSegment segment, IEnumerable<SpoolEntry> waiting)
    {
        try
        {
            segment.Sync();
            foreach (var entry in waiting)
            {
                Interlocked.Decrement(ref _waiting);
                entry.Waiter!.TrySetResult();
            }
        }
        catch (IOException fault)
        {
            _log.CannotWrite(fault.Message);
            foreach (var entry in waiting)
            {
                Fail(entry, fault);
            }
        }
    }

    private async Task SyncLazilyAsync()
    {
        using var timer = new PeriodicTimer(LazySync, _time);
        while (!_stopping.IsCancellationRequested)
        {
            try
            {
                await timer.WaitForNextTickAsync(_stopping.Token);
            }
            catch (OperationCanceledException)
            {
                // What was written last is synced below.
            }

            if (Interlocked.Exchange(ref _dirty, 0) == 1 && Files.Active is { } segment)
            {
                Sync(segment, []);
            }
        }
    }

    private void Fail(SpoolEntry entry, Exception fault)
    {
        Interlocked.Decrement(ref _waiting);
        entry.Waiter!.TrySetException(new AuditUnavailableException("The audit spool cannot be written.", fault));
    }
}
