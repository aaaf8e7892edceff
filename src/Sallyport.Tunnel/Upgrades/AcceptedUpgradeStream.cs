using Microsoft.AspNetCore.Http;

namespace Sallyport.Tunnel.Upgrades;

/// <summary>The agent's end of an upgrade: request body in, response body out, half-closed by END_STREAM.</summary>
internal sealed class AcceptedUpgradeStream(HttpContext context) : DuplexStream
{
    public override bool CanCompleteWrites => true;

    public override async ValueTask CompleteWritesAsync(CancellationToken cancellationToken) =>
        await context.Response.CompleteAsync().ConfigureAwait(false);

    public override void Abort() => context.Abort();

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        context.Request.Body.ReadAsync(buffer, cancellationToken);

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
        context.Response.Body.WriteAsync(buffer, cancellationToken);

    public override Task FlushAsync(CancellationToken cancellationToken) => context.Response.Body.FlushAsync(cancellationToken);
}
