using System.Net.WebSockets;
using System.Text.Json;
using Sallyport.Hub.Gateway.InProcess;
using Sallyport.Hub.Identity.Sessions;

namespace Sallyport.Hub.Console.Shells;

/// <summary>
/// Where a page's terminal connects. The console's door has looked at the session's cookie and at the origin already; what
/// is opened stands in the page's ticket, which no address and no other site knows.
/// </summary>
internal sealed class ShellEndpoint(ShellTickets tickets, OpenShells shells, IHostApplicationLifetime hub, TimeProvider time)
{
    public const string Path = "/console/shell";

    private const int LongestHello = 1024;
    private static readonly TimeSpan HelloTime = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(5);
    private static readonly ShellEnd Unknown = new(ShellEndKind.Left, "There is no such shell any more. Open a new one.");

    public async Task AnswerAsync(HttpContext http)
    {
        if (!http.WebSockets.IsWebSocketRequest || SessionCookie.Of(http) is not { } cookie)
        {
            http.Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }

        // A page whose network is gone is noticed by the pings that nobody answers.
        using var page = await http.WebSockets.AcceptWebSocketAsync(new WebSocketAcceptContext { KeepAliveInterval = Beat, KeepAliveTimeout = Beat * 2 });
        using var over = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, hub.ApplicationStopping);
        try
        {
            await TalkAsync(page, ConsoleSession.Of(cookie, http.Connection.RemoteIpAddress?.ToString() ?? ""), over.Token);
            await page.CloseAsync(WebSocketCloseStatus.NormalClosure, null, over.Token);
        }
        catch (Exception fault) when (fault is WebSocketException or OperationCanceledException or IOException)
        {
            // The page is gone, or went without a word: there is nobody to tell.
        }
    }

    private async Task TalkAsync(WebSocket page, ConsoleSession session, CancellationToken over)
    {
        if (await HearAsync(page, over) is not { } hello || Find(hello, session) is not { } shell)
        {
            var farewell = new ShellFarewell(Unknown.Kind, Unknown.Words);
            await ShellTalk.SayAsync(page, JsonSerializer.SerializeToUtf8Bytes(farewell, ShellJson.Default.ShellFarewell), over);
            return;
        }

        using var visit = shell.Visit(over);
        var left = false;
        try
        {
            // A page with a ticket has seen nothing yet.
            var from = hello.Ticket is null ? hello.From : shell.Output.Rewind();
            left = await new ShellTalk(page, shell, time).RunAsync(from, hello.Ticket is null, visit.Token);
        }
        finally
        {
            shell.Miss(visit);
            if (left)
            {
                shell.Leave();
            }
        }
    }

    private OpenShell? Find(ShellHello hello, ConsoleSession session)
    {
        if (hello.Ticket is { } ticket)
        {
            return hello.From != 0 ? null : tickets.Take(ticket, session) switch
            {
                (_, { } running) => shells.Find(running.Id, session),
                ({ } ask, _) => shells.Begin(ask, session, new ShellSize(hello.Columns, hello.Rows)),
                _ => null,
            };
        }

        return shells.Find(hello.Shell ?? "", hello.Secret ?? "", session) is { } shell && shell.Output.Has(hello.From) ? shell : null;
    }

    private async Task<ShellHello?> HearAsync(WebSocket page, CancellationToken over)
    {
        using var late = new CancellationTokenSource(HelloTime, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(over, late.Token);
        var hello = new byte[LongestHello];
        var got = await page.ReceiveAsync(hello.AsMemory(), either.Token);
        try
        {
            return got is { MessageType: WebSocketMessageType.Text, EndOfMessage: true }
                ? JsonSerializer.Deserialize(hello.AsSpan(0, got.Count), ShellJson.Default.ShellHello)
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
