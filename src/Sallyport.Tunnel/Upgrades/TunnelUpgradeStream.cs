namespace Sallyport.Tunnel.Upgrades;

/// <summary>The hub's end of an upgrade: request body out, response body in.</summary>
internal sealed class TunnelUpgradeStream(UpgradeContent output, Stream input) : DuplexStream
{
    public override bool CanCompleteWrites => true;

    public override ValueTask CompleteWritesAsync(CancellationToken cancellationToken)
    {
        output.Complete();
        return ValueTask.CompletedTask;
    }

    public override void Abort()
    {
        output.Abort();
        input.Dispose();
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        input.ReadAsync(buffer, cancellationToken);

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (output.IsCompleted)
        {
            throw new IOException("The sending direction of the upgrade has ended.");
        }

        var stream = await output.Started.WaitAsync(cancellationToken).ConfigureAwait(false);
        await stream.WriteAsync(buffer, cancellationToken).ConfigureAwait(false);
    }

    public override async Task FlushAsync(CancellationToken cancellationToken)
    {
        var stream = await output.Started.WaitAsync(cancellationToken).ConfigureAwait(false);
        await stream.FlushAsync(cancellationToken).ConfigureAwait(false);
    }
}
