using Microsoft.AspNetCore.Components.Endpoints;
using Sallyport.Hub.Identity;
using Sallyport.Hub.Identity.Pages;
using Sallyport.Hub.Identity.Sessions;
using Sallyport.Hub.Limits;

namespace Sallyport.Hub.Console.Doors;

/// <summary>
/// The one way to the console's pages and to the connection behind them: whoever has a session in force, from our own
/// pages. The connection ends with the session.
/// </summary>
internal sealed class ConsoleDoor(CredentialDirectory credentials, SignInLimits limits, HubLimits hub, TimeProvider time)
{
    /// <summary>How long a page has to say that the session has ended, before its connection does.</summary>
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(1);

    private readonly Seats<string> _connections = new(hub.ConsolesPerUser);

    public async Task PassAsync(HttpContext http, RequestDelegate next)
    {
        PageHeaders.Set(http, formTarget: "", ownBase: true);
        if (!limits.Admits(http))
        {
            http.Response.StatusCode = StatusCodes.Status429TooManyRequests;
            return;
        }

        var page = http.GetEndpoint()?.Metadata.GetMetadata<ComponentTypeMetadata>() is not null;
        if (SessionCookie.Of(http) is not { } session)
        {
            SendToSignIn(http, page);
            return;
        }

        if (page)
        {
            await next(http);
            return;
        }

        // The pages' connection: no other site's script may open one with our visitor's cookie.
        if ((http.WebSockets.IsWebSocketRequest || !HttpMethods.IsGet(http.Request.Method)) && !SameOrigin.Sent(http))
        {
            http.Response.StatusCode = StatusCodes.Status403Forbidden;
            return;
        }

        if (http.WebSockets.IsWebSocketRequest)
        {
            await ConnectAsync(http, session, next);
            return;
        }

        await next(http);
    }

    private static void SendToSignIn(HttpContext http, bool page)
    {
        if (page)
        {
            var place = http.Request.Path + http.Request.QueryString;
            http.Response.Redirect("/signin?returnUrl=" + Uri.EscapeDataString(LocalAddress.Or(place, "/")));
        }
        else
        {
            http.Response.StatusCode = StatusCodes.Status401Unauthorized;
        }
    }

    private async Task ConnectAsync(HttpContext http, Credential session, RequestDelegate next)
    {
        if (!_connections.TryTake(session.User))
        {
            http.Response.StatusCode = StatusCodes.Status429TooManyRequests;
            return;
        }

        try
        {
            using var end = new SessionEnd(credentials, session.Id, session.Ends, time);
            await using var cut = end.Token.Register(() => _ = CutAsync(http));
            await next(http);
        }
        finally
        {
            _connections.GiveBack(session.User);
        }
    }

    private async Task CutAsync(HttpContext http)
    {
        await Task.Delay(Farewell, time);
        http.Abort();
    }
}
