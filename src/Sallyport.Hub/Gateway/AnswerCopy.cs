using System.Buffers;

namespace Sallyport.Hub.Gateway;

/// <summary>Copies an answer's body as it comes, and ends it the way its framing allows when the lease is cut.</summary>
internal static class AnswerCopy
{
    private const int BufferSize = 64 * 1024;
    private static readonly TimeSpan FarewellTime = TimeSpan.FromMilliseconds(500);

    public static async Task RunAsync(Exchange exchange, Stream from, Framing? framing, Lease lease, CancellationToken over)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        var writing = false;
        try
        {
            while (true)
            {
                var read = await from.ReadAsync(buffer, over);
                if (read == 0)
                {
                    return;
                }

                writing = true;
                framing?.Advance(buffer.AsSpan(0, read));
                await exchange.Answer.WriteAsync(buffer.AsMemory(0, read), over);
                exchange.Tally.CountOut(read);
                writing = false;
            }
        }
        catch (OperationCanceledException) when (lease.Refusal is not null && !exchange.Aborted.IsCancellationRequested)
        {
            await SayGoodbyeAsync(exchange, writing ? null : framing, lease.Refusal);
        }
        catch (Exception broken) when (broken is IOException or HttpRequestException && !exchange.Aborted.IsCancellationRequested)
        {
            // Half an answer must not look like a whole one.
            exchange.Tally.Cut = "The connection to the agent broke off.";
            exchange.Reset();
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static async Task SayGoodbyeAsync(Exchange exchange, Framing? framing, Refusal refusal)
    {
        exchange.Tally.Cut = refusal.Message;
        if (framing is not { Between: true })
        {
            exchange.Reset();
            return;
        }

        var farewell = framing.Farewell(refusal);
        using var patience = new CancellationTokenSource(FarewellTime);
        try
        {
            await exchange.Answer.WriteAsync(farewell, patience.Token);
            exchange.Tally.CountOut(farewell.Length);
        }
        catch (OperationCanceledException)
        {
            exchange.Reset();
        }
    }
}
