using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Sallyport.Tunnel.Dialing;

/// <summary>Lets an answer that comes before the request's body has ended reach the hub.</summary>
/// <remarks>
/// Kestrel resets a stream whose body was not read when the handler returns, and SocketsHttpHandler then fails the request
/// in place of giving the answer, unless it had already seen all of it. So the answer is ended first, and what is still
/// coming is read for as long as the hub may need to notice.
/// </remarks>
internal sealed class EarlyAnswers(TimeProvider clock) : IStartupFilter
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use(AnswerAsync);
        next(app);
    };

    private async Task AnswerAsync(HttpContext context, RequestDelegate next)
    {
        await next(context).ConfigureAwait(false);
        if (context.Features.Get<ITunnelFeature>() is null)
        {
            return;
        }

        using var patience = new CancellationTokenSource(Patience, clock);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, patience.Token);
        try
        {
            await context.Response.CompleteAsync().ConfigureAwait(false);
            await context.Request.Body.CopyToAsync(Stream.Null, stop.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (e is OperationCanceledException or IOException or InvalidOperationException)
        {
            // The hub has let go, or does not mean to: either way there is nothing left to answer.
        }
    }
}
