using System.Buffers;

namespace Sallyport.Tunnel.Upgrades;

/// <summary>Copies bytes both ways between two streams, each direction to its own end.</summary>
/// <remarks>
/// When one direction ends, its destination is told, and the other goes on. Where the destination cannot be told,
/// or no longer takes bytes, the other direction ends after it has been quiet for <see cref="Linger"/>, since
/// nobody would otherwise learn that the peer is gone.
/// </remarks>
public sealed class DuplexRelay
{
    private const int BufferSize = 32 * 1024;

    private readonly DuplexStream _first;
    private readonly DuplexStream _second;
    private long _firstToSecond;
    private long _secondToFirst;

    /// <summary>Makes a relay; it does not own the streams.</summary>
    public DuplexRelay(DuplexStream first, DuplexStream second)
    {
        _first = first;
        _second = second;
    }

    /// <summary>How long a quiet direction outlives one that ended without its destination knowing.</summary>
    public TimeSpan Linger { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>The clock that <see cref="Linger"/> is measured by.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Bytes copied from the first stream to the second so far.</summary>
    public long FirstToSecond => Interlocked.Read(ref _firstToSecond);

    /// <summary>Bytes copied from the second stream to the first so far.</summary>
    public long SecondToFirst => Interlocked.Read(ref _secondToFirst);

    /// <summary>Runs until both directions ended. Never throws: the result says how it ended.</summary>
    /// <remarks>Aborts both streams when either broke; when the caller cancels, they are the caller's to end.</remarks>
    public async Task<RelayEnd> RunAsync(CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var there = CopyAsync(_first, _second, forward: true, stop.Token);
        var back = CopyAsync(_second, _first, forward: false, stop.Token);

        var earlier = await Task.WhenAny(there, back).ConfigureAwait(false);
        var (later, laterForward) = earlier == there ? (back, false) : (there, true);
        var how = await earlier.ConfigureAwait(false);
        if (how.End == DirectionEnd.SourceFailed)
        {
            await stop.CancelAsync().ConfigureAwait(false);
        }
        else if (how.End != DirectionEnd.Told)
        {
            await LingerAsync(later, laterForward, stop).ConfigureAwait(false);
        }

        var rest = await later.ConfigureAwait(false);
        var clean = how.IsClean && rest.IsClean;
        if (!clean)
        {
            _first.Abort();
            _second.Abort();
        }

        return new RelayEnd(
            clean && !cancellationToken.IsCancellationRequested,
            cancellationToken.IsCancellationRequested,
            how.Failure ?? rest.Failure);
    }

    private async Task LingerAsync(Task other, bool forward, CancellationTokenSource stop)
    {
        while (!other.IsCompleted)
        {
            var before = forward ? FirstToSecond : SecondToFirst;
            using var over = CancellationTokenSource.CreateLinkedTokenSource(stop.Token);
            var delay = Task.Delay(Linger, Clock, over.Token);
            var ended = await Task.WhenAny(other, delay).ConfigureAwait(false);
            await over.CancelAsync().ConfigureAwait(false);
            if (ended == other || before == (forward ? FirstToSecond : SecondToFirst))
            {
                break;
            }
        }

        if (!other.IsCompleted)
        {
            await stop.CancelAsync().ConfigureAwait(false);
        }
    }

    private async Task<DirectionResult> CopyAsync(
        DuplexStream source, DuplexStream destination, bool forward, CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        var reading = true;
        try
        {
            while (true)
            {
                reading = true;
                var count = await source.ReadAsync(buffer.AsMemory(0, BufferSize), cancellationToken).ConfigureAwait(false);
                reading = false;
                if (count == 0)
                {
                    break;
                }

                await destination.WriteAsync(buffer.AsMemory(0, count), cancellationToken).ConfigureAwait(false);
                await destination.FlushAsync(cancellationToken).ConfigureAwait(false);
                Interlocked.Add(ref forward ? ref _firstToSecond : ref _secondToFirst, count);
            }

            if (!destination.CanCompleteWrites)
            {
                return new DirectionResult(DirectionEnd.NotTold);
            }

            await destination.CompleteWritesAsync(cancellationToken).ConfigureAwait(false);
            return new DirectionResult(DirectionEnd.Told);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return new DirectionResult(DirectionEnd.Stopped);
        }
#pragma warning disable CA1031 // Whatever a stream throws means that this direction is over; the result carries it.
        catch (Exception failure)
        {
            return new DirectionResult(reading ? DirectionEnd.SourceFailed : DirectionEnd.DestinationFailed, failure);
        }
#pragma warning restore CA1031
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private enum DirectionEnd
    {
        Told,
        NotTold,
        Stopped,
        SourceFailed,
        DestinationFailed,
    }

    private readonly record struct DirectionResult(DirectionEnd End, Exception? Failure = null)
    {
        public bool IsClean => End is DirectionEnd.Told or DirectionEnd.NotTold or DirectionEnd.Stopped;
    }
}

/// <summary>How a relay ended.</summary>
/// <param name="Clean">Both directions reached their end.</param>
/// <param name="Cancelled">The caller ended it.</param>
/// <param name="Failure">What broke first, when something broke.</param>
public sealed record RelayEnd(bool Clean, bool Cancelled, Exception? Failure);
