using System.Data.Common;
using System.Text;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Sallyport.Hub.Storage;

namespace Sallyport.Hub.Audit;

/// <summary>Brings spooled events into the store, in order, and deletes a segment when all of it is there.</summary>
internal sealed class SpoolFeeder(Spool spool, AuditStore store, TimeProvider time, ILogger<SpoolFeeder> log) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(1);

    private long _segment;
    private long _offset;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            var wait = Interval;
            try
            {
                await FeedAsync(stoppingToken);
            }
            catch (Exception fault) when (!stoppingToken.IsCancellationRequested)
            {
                log.CannotFeed(fault.Message);
                wait = Retry;
            }

            Measure();
            await Task.Delay(wait, time, stoppingToken);
        }
    }

    private void Measure()
    {
        try
        {
            spool.Pressure.Measure();
        }
        catch (IOException fault)
        {
            log.CannotFeed(fault.Message);
        }
    }

    /// <summary>Feeds all that is in the spool now.</summary>
    public async Task FeedAsync(CancellationToken cancellationToken)
    {
        // Asked for in this order: whatever is begun meanwhile counts as still open, and is fed the next time.
        var begun = spool.Files.Begun;
        var active = spool.Files.Active;
        foreach (var (number, path) in SpoolSegment.In(spool.Files.Folder))
        {
            if (number != _segment)
            {
                (_segment, _offset) = (number, 0);
            }

            var open = number == active?.Number;
            if (!open && number > (active?.Number ?? begun))
            {
                return;
            }

            var end = open ? active!.Length : new FileInfo(path).Length;
            await FeedAsync(path, end, cancellationToken);
            if (!open)
            {
                if (_offset < end)
                {
                    log.TornLine(Path.GetFileName(path));
                }

                File.Delete(path);
            }
        }
    }

    private async Task FeedAsync(string path, long end, CancellationToken cancellationToken)
    {
        while (_offset < end)
        {
            var (lines, next) = SpoolLines.Read(path, _offset, end);
            if (next == _offset)
            {
                return;
            }

            await AddAsync(path, lines, cancellationToken);
            _offset = next;
        }
    }

    private async Task AddAsync(string path, IReadOnlyList<ReadOnlyMemory<byte>> lines, CancellationToken cancellationToken)
    {
        var events = new List<AuditEventRow>(lines.Count);
        foreach (var line in lines)
        {
            try
            {
                events.Add(AuditEvent.Parse(line));
            }
            catch (Exception fault) when (fault is JsonException or InvalidOperationException)
            {
                Reject(path, line.Span, fault.Message);
            }
        }

        await AddAsync(path, events, cancellationToken);
    }

    private async Task AddAsync(string path, List<AuditEventRow> events, CancellationToken cancellationToken)
    {
        try
        {
            await store.AddAsync(events, cancellationToken);
        }
        catch (DbException fault) when (IsTheEvents(fault))
        {
            if (events.Count == 1)
            {
                Reject(path, Encoding.UTF8.GetBytes(events[0].Json), fault.Message);
                return;
            }

            // One event that the store will never take must not stand in the way of all that follow.
            foreach (var one in events)
            {
                await AddAsync(path, [one], cancellationToken);
            }
        }
    }

    /// <summary>Whether the store refuses what is in the event, and not to work at all.</summary>
    private static bool IsTheEvents(DbException fault) =>
        fault is SqliteException { SqliteErrorCode: SQLitePCL.raw.SQLITE_TOOBIG or SQLitePCL.raw.SQLITE_CONSTRAINT or SQLitePCL.raw.SQLITE_MISMATCH }
        || (fault.SqlState is { Length: 5 } state && state[..2] is ("22" or "23"));

    /// <summary>Nothing is dropped: what cannot be fed is kept beside the spool, for people.</summary>
    private void Reject(string path, ReadOnlySpan<byte> line, string reason)
    {
        var rejected = Path.Combine(spool.Files.Folder, "rejected.txt");
        using (var file = new FileStream(rejected, FileMode.Append, FileAccess.Write))
        {
            file.Write(line);
            file.WriteByte((byte)'\n');
        }

        log.Rejected(Path.GetFileName(path), rejected, reason);
    }
}
