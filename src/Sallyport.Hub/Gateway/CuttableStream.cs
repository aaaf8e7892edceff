using Sallyport.Tunnel.Upgrades;

namespace Sallyport.Hub.Gateway;

/// <summary>
/// The client's side of an upgraded connection. When the lease is cut it takes no more of the client's bytes, lets the
/// frame that has begun end, says why in the protocol's own error channel, and swallows the rest.
/// </summary>
internal sealed class CuttableStream(DuplexStream client, Framing? framing, ExchangeTally tally) : DuplexStream
{
    private static readonly TimeSpan FarewellTime = TimeSpan.FromMilliseconds(400);

    private readonly SemaphoreSlim _gate = new(1);
    private readonly TaskCompletionSource _said = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile byte[]? _farewell;
    private bool _over;

    public override bool CanCompleteWrites => client.CanCompleteWrites;

    /// <summary>Ends the conversation; false when its protocol gave no chance to say why in time.</summary>
    public async Task<bool> SayGoodbyeAsync(Refusal refusal)
    {
        if (framing is null)
        {
            return false;
        }

        _farewell = framing.Farewell(refusal);
        using var patience = new CancellationTokenSource(FarewellTime);
        try
        {
            await _gate.WaitAsync(patience.Token);
            try
            {
                await EndAsync(patience.Token);
            }
            finally
            {
                _gate.Release();
            }

            await _said.Task.WaitAsync(patience.Token);
            return true;
        }
        catch (Exception failure) when (failure is OperationCanceledException or IOException)
        {
            return false;
        }
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = await client.ReadAsync(buffer, cancellationToken);
        if (_farewell is not null)
        {
            return 0;
        }

        tally.CountIn(read);
        return read;
    }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            if (_over)
            {
                return;
            }

            var passing = _farewell is null || framing is null ? buffer : buffer[..framing.RestOfFrame(buffer.Span)];
            if (_farewell is null)
            {
                framing?.Advance(buffer.Span);
            }

            await client.WriteAsync(passing, cancellationToken);
            tally.CountOut(passing.Length);
            await EndAsync(cancellationToken);
        }
        finally
        {
            _gate.Release();
        }
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => client.FlushAsync(cancellationToken);

    public override ValueTask CompleteWritesAsync(CancellationToken cancellationToken) => client.CompleteWritesAsync(cancellationToken);

    public override void Abort() => client.Abort();

    protected override void Dispose(bool disposing)
    {
        _gate.Dispose();
        base.Dispose(disposing);
    }

    private async Task EndAsync(CancellationToken cancellationToken)
    {
        if (_over || _farewell is not { } farewell || framing is not { Between: true })
        {
            return;
        }

        _over = true;
        await client.WriteAsync(farewell, cancellationToken);
        await client.FlushAsync(cancellationToken);
        tally.CountOut(farewell.Length);
        _said.TrySetResult();
    }
}
