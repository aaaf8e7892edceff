using Sallyport.Access.Requests;

namespace Sallyport.Hub.Gateway;

/// <summary>Copies an answer's body as it comes, and ends it the way its framing allows when the lease is cut.</summary>
internal static class AnswerCopy
{
    private static readonly TimeSpan FarewellTime = TimeSpan.FromMilliseconds(500);

    public static async Task RunAsync(Exchange exchange, Stream from, Framing? framing, Lease lease, CancellationToken over)
    {
        var to = exchange.Answer;
        var live = AnswerPace.IsLive(exchange.Request!);
        var writing = false;
        try
        {
            if (live)
            {
                await to.FlushAsync(over);
            }

            var unsent = 0;
            while (true)
            {
                var memory = to.GetMemory(AnswerPace.ReadSize);
                var read = await from.ReadAsync(memory, over);
                if (read == 0)
                {
                    return;
                }

                writing = true;
                framing?.Advance(memory.Span[..read]);
                to.Advance(read);
                unsent += read;
                if (live || unsent >= AnswerPace.Portion)
                {
                    await to.FlushAsync(over);
                    unsent = 0;
                }

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
