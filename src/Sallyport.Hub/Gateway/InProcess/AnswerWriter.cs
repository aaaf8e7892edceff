using System.IO.Pipelines;

namespace Sallyport.Hub.Gateway.InProcess;

/// <summary>Takes an answer's body; the head leaves with the first flush, and at the latest with the end.</summary>
internal sealed class AnswerWriter(PipeWriter body, Action begin) : PipeWriter
{
    public override bool CanGetUnflushedBytes => body.CanGetUnflushedBytes;

    public override long UnflushedBytes => body.UnflushedBytes;

    public override void Advance(int bytes) => body.Advance(bytes);

    public override Memory<byte> GetMemory(int sizeHint = 0) => body.GetMemory(sizeHint);

    public override Span<byte> GetSpan(int sizeHint = 0) => body.GetSpan(sizeHint);

    public override void CancelPendingFlush() => body.CancelPendingFlush();

    public override ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default)
    {
        begin();
        return body.FlushAsync(cancellationToken);
    }

    public override void Complete(Exception? exception = null)
    {
        begin();
        body.Complete(exception);
    }
}
