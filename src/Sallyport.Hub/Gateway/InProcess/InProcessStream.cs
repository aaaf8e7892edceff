using System.IO.Pipelines;
using Sallyport.Tunnel.Upgrades;

namespace Sallyport.Hub.Gateway.InProcess;

/// <summary>One end of an answer, or of an upgraded conversation, whose other end is in this process too.</summary>
/// <param name="reader">Where the other end's bytes come from.</param>
/// <param name="writer">Where bytes to the other end go; null where none are taken.</param>
/// <param name="abort">Tells the other end that this one is gone.</param>
internal sealed class InProcessStream(PipeReader reader, PipeWriter? writer, Action abort) : DuplexStream
{
    private int _disposed;

    public override bool CanWrite => writer is not null;

    public override bool CanCompleteWrites => writer is not null;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (buffer.IsEmpty)
        {
            return 0;
        }

        var read = await reader.ReadAsync(cancellationToken);
        var length = (int)Math.Min(read.Buffer.Length, buffer.Length);
        var taken = read.Buffer.Slice(0, length);
        System.Buffers.BuffersExtensions.CopyTo(taken, buffer.Span);
        reader.AdvanceTo(taken.End);
        return length;
    }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var written = await (writer ?? throw new NotSupportedException()).WriteAsync(buffer, cancellationToken);
        if (written.IsCompleted)
        {
            throw new IOException("The other end is gone.");
        }
    }

    /// <remarks>Every write is flushed.</remarks>
    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override ValueTask CompleteWritesAsync(CancellationToken cancellationToken) => writer?.CompleteAsync() ?? throw new NotSupportedException();

    public override void Abort() => abort();

    protected override void Dispose(bool disposing)
    {
        if (disposing && Interlocked.Exchange(ref _disposed, 1) == 0)
        {
            reader.Complete();
            writer?.Complete();
            abort();
        }

        base.Dispose(disposing);
    }
}
