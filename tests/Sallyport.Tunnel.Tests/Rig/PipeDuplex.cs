using System.IO.Pipelines;
using Sallyport.Tunnel.Upgrades;

namespace Sallyport.Tunnel.Tests.Rig;

/// <summary>One end of a connection in memory; the test holds the other.</summary>
internal sealed class PipeDuplex(bool canCompleteWrites = true) : DuplexStream
{
    private readonly Pipe _in = new();
    private readonly Pipe _out = new();

    public PipeWriter Sends => _in.Writer;

    public PipeReader Receives => _out.Reader;

    public bool IsAborted { get; private set; }

    public override bool CanCompleteWrites => canCompleteWrites;

    public override ValueTask CompleteWritesAsync(CancellationToken cancellationToken) => _out.Writer.CompleteAsync();

    public override void Abort() => IsAborted = true;

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        _in.Reader.AsStream().ReadAsync(buffer, cancellationToken);

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if ((await _out.Writer.WriteAsync(buffer, cancellationToken)).IsCompleted)
        {
            throw new IOException("Nobody takes this any more.");
        }
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
