using System.Buffers;
using Sallyport.Access.Redaction;
using Sallyport.Access.Requests;

namespace Sallyport.Agent.Forwarding;

/// <summary>Passes on what a filter lets go by. Until the first of it is sent, the answer can still be refused whole.</summary>
internal static class FilteredCopy
{
    /// <exception cref="RedactionException">The answer must not go on.</exception>
    public static async Task RunAsync(Stream from, HttpResponse to, IAnswerFilter filter, bool live, CancellationToken cancellationToken)
    {
        if (live)
        {
            await to.BodyWriter.FlushAsync(cancellationToken);
        }

        var unsent = new ArrayBufferWriter<byte>(AnswerPace.Portion);
        var chunk = ArrayPool<byte>.Shared.Rent(AnswerPace.ReadSize);
        try
        {
            while (await from.ReadAsync(chunk, cancellationToken) is var read and > 0)
            {
                filter.Pass(chunk.AsSpan(0, read), unsent);
                if (live || unsent.WrittenCount >= AnswerPace.Portion)
                {
                    await SendAsync(unsent, to, cancellationToken);
                }
            }

            filter.Complete();
            await SendAsync(unsent, to, cancellationToken);
        }
        finally
        {
            // It held values.
            ArrayPool<byte>.Shared.Return(chunk, clearArray: true);
        }
    }

    private static async ValueTask SendAsync(ArrayBufferWriter<byte> unsent, HttpResponse to, CancellationToken cancellationToken)
    {
        if (unsent.WrittenCount > 0)
        {
            await to.BodyWriter.WriteAsync(unsent.WrittenMemory, cancellationToken);
            unsent.ResetWrittenCount();
        }
    }
}
