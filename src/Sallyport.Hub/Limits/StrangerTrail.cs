using System.Collections.Concurrent;
using System.Net;
using Sallyport.Hub.Audit;

namespace Sallyport.Hub.Limits;

/// <summary>
/// Writes down what strangers were refused, so that a flood of them neither fills the audit's disk nor goes unseen: the
/// first ones of an address one by one, further ones as one event a minute that counts them and shows the first.
/// </summary>
internal sealed class StrangerTrail(HubLimits limits, AuditLog audit, TimeProvider time) : BackgroundService
{
    /// <summary>Further addresses in the same minute are counted together.</summary>
    private const int MostAddresses = 1_000;

    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    private readonly Buckets<IPAddress> _ofAddress = new(limits.AuditedStrangersPerAddress, time);
    private readonly Buckets<bool> _ofAll = new(limits.AuditedStrangers, time);
    private readonly ConcurrentDictionary<IPAddress, CountedStrangers> _counted = new();
    private int _addresses;

    /// <summary>False when the refusal is to be written down by itself; otherwise it has been counted.</summary>
    public bool Counts(AuditDecision refused)
    {
        var network = ClientNetwork.Of(refused.ClientAddress ?? "");
        if (_ofAddress.Take(network) is null && _ofAll.Take(true) is null)
        {
            return false;
        }

        while (!(_counted.TryGetValue(network, out var counted) ? counted : Begin(network, refused)).TryAdd())
        {
            // It was written down just now; the next one begins anew.
        }

        return true;
    }

    /// <summary>Takes a refusal that no code of ours made: it is written down or counted.</summary>
    public void Refused(AuditDecision refused, int status)
    {
        if (!Counts(refused))
        {
            audit.RecordUnserved(refused);
            audit.RecordEnd(new AuditEnd { Id = refused.Id, Time = refused.Time, Status = status, Duration = TimeSpan.Zero });
        }
    }

    /// <summary>Writes down all that was counted.</summary>
    public void WriteCounted()
    {
        foreach (var entry in _counted)
        {
            if (_counted.TryRemove(entry))
            {
                Interlocked.Decrement(ref _addresses);
                Write(entry.Key, entry.Value, entry.Value.Close());
            }
        }
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        WriteCounted();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            WriteCounted();
        }
    }

    private CountedStrangers Begin(IPAddress network, AuditDecision first)
    {
        var begun = new CountedStrangers(first);
        var counted = _counted.GetOrAdd(Volatile.Read(ref _addresses) < MostAddresses ? network : IPAddress.None, begun);
        if (ReferenceEquals(counted, begun))
        {
            Interlocked.Increment(ref _addresses);
        }

        return counted;
    }

    private void Write(IPAddress network, CountedStrangers counted, long count)
    {
        if (count == 0)
        {
            return;
        }

        var (first, now, id) = (counted.First, time.GetUtcNow(), Guid.CreateVersion7());
        var from = network.Equals(IPAddress.None) ? "further addresses" : network.ToString();
        audit.RecordUnserved(first with
        {
            Id = id,
            Count = count,
            ClientAddress = from,
            Reason = $"{count} requests without a valid credential were refused from {from} and not written down one by one; this is the first of them: {first.Reason}",
        });
        audit.RecordEnd(new AuditEnd { Id = id, Time = now, Status = StatusCodes.Status429TooManyRequests, Duration = now - first.Time });
    }
}
