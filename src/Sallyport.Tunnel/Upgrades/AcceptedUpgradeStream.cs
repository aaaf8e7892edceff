using Microsoft.AspNetCore.Http;

namespace Sallyport.Tunnel.Upgrades;

/// <summary>The agent's end of an upgrade: Kestrel's opaque stream, half-closed by END_STREAM.</summary>
internal sealed class AcceptedUpgradeStream(HttpContext context, Stream stream) : DuplexStream
{
    public override bool CanCompleteWrites => true;

    public override async ValueTask CompleteWritesAsync(CancellationToken cancellationToken) =>
        await context.Response.CompleteAsync().ConfigureAwait(false);

    public override void Abort() => context.Abort();

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        stream.ReadAsync(buffer, cancellationToken);

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
        stream.WriteAsync(buffer, cancellationToken);

    public override Task FlushAsync(CancellationToken cancellationToken) => stream.FlushAsync(cancellationToken);
}
