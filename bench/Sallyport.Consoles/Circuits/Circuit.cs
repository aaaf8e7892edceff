using System.Globalization;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace Sallyport.Consoles.Circuits;

/// <summary>
/// One open page as the hub sees it: a circuit that takes batches of changes, acknowledges each, and answers calls of scripts
/// as a page would that does nothing with them. There is no browser.
/// </summary>
internal sealed class Circuit : IAsyncDisposable
{
    private const byte EndOfHandshake = 0x1e;
    private static readonly TimeSpan BetweenPings = TimeSpan.FromSeconds(10);

    private readonly ClientWebSocket _socket = new();
    private readonly SemaphoreSlim _sending = new(1);
    private readonly CancellationTokenSource _over = new();
    private readonly TaskCompletionSource _shown = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Func<string, bool> _awaited;
    private Task _running = Task.CompletedTask;
    private Task _pinging = Task.CompletedTask;
    private int _scriptObjects;

    private Circuit(Func<string, bool> awaited) => _awaited = awaited;

    /// <summary>Batches taken.</summary>
    public int Batches { get; private set; }

    /// <summary>Their bytes, and the characters that were handed to scripts.</summary>
    public long Bytes { get; private set; }

    /// <summary>Ends when the page has shown the text that was waited for; fails with the circuit.</summary>
    public Task Shown => _shown.Task;

    /// <summary>Opens a page.</summary>
    /// <param name="http">A client of the console.</param>
    /// <param name="cookie">Whose.</param>
    /// <param name="path">The page's path.</param>
    /// <param name="awaited">Knows the text that says that the page is there.</param>
    /// <param name="cancellationToken">Gives it up.</param>
    public static async Task<Circuit> OpenAsync(HttpClient http, string cookie, string path, Func<string, bool> awaited, CancellationToken cancellationToken)
    {
        var page = new Uri(http.BaseAddress!, path);
        using var request = new HttpRequestMessage(HttpMethod.Get, page) { Headers = { { "Cookie", cookie } } };
        using var answer = await http.SendAsync(request, cancellationToken);
        var html = await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync(cancellationToken);
        var circuit = new Circuit(awaited);
        await circuit.ConnectAsync(http, page, cookie, cancellationToken);
        await circuit.SendAsync(HubMessage.Call("0", "StartCircuit", new Uri(page, "/").AbsoluteUri, page.AbsoluteUri, "[]", RootComponents.State(html)));
        await circuit.SendAsync(HubMessage.Call(null, "UpdateRootComponents", RootComponents.AddAll(html), RootComponents.State(html)));
        return circuit;
    }

    /// <summary>Drops the connection without a word, as a network does.</summary>
    public async ValueTask DisposeAsync()
    {
        await _over.CancelAsync();
        _socket.Abort();
        await Task.WhenAll(_running, _pinging).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _socket.Dispose();
        _sending.Dispose();
        _over.Dispose();
    }

    private async Task ConnectAsync(HttpClient http, Uri page, string cookie, CancellationToken cancellationToken)
    {
        _socket.Options.SetRequestHeader("Cookie", cookie);
        _socket.Options.SetRequestHeader("Origin", page.GetLeftPart(UriPartial.Authority));
        await _socket.ConnectAsync(new UriBuilder(page) { Scheme = "wss", Path = "/_blazor", Query = "" }.Uri, http, cancellationToken);
        await _socket.SendAsync("{\"protocol\":\"blazorpack\",\"version\":1}\u001e"u8.ToArray(), WebSocketMessageType.Text, true, cancellationToken);
        _running = RunAsync();
        _pinging = PingAsync();
    }

    private async Task PingAsync()
    {
        using var timer = new PeriodicTimer(BetweenPings);
        while (await timer.WaitForNextTickAsync(_over.Token))
        {
            await SendAsync(HubMessage.Alive);
        }
    }

    private async Task RunAsync()
    {
        try
        {
            await ReceiveAsync();
            _shown.TrySetException(new InvalidOperationException("The hub closed the connection."));
        }
        catch (Exception fault)
        {
            _shown.TrySetException(fault);
        }
    }

    private async Task ReceiveAsync()
    {
        var buffer = new byte[16 << 10];
        var (filled, greeted) = (0, false);
        while (true)
        {
            if (filled == buffer.Length)
            {
                Array.Resize(ref buffer, buffer.Length * 2);
            }

            var received = await _socket.ReceiveAsync(buffer.AsMemory(filled), _over.Token);
            if (received.MessageType == WebSocketMessageType.Close)
            {
                return;
            }

            filled += received.Count;
            var start = 0;
            if (!greeted)
            {
                var end = buffer.AsSpan(0, filled).IndexOf(EndOfHandshake);
                if (end < 0)
                {
                    continue;
                }

                (greeted, start) = (true, end + 1);
            }

            while (Framing.ReadLength(buffer.AsSpan(start, filled - start), out var used) is >= 0 and var length && start + used + length <= filled)
            {
                await TakeAsync(HubMessage.Read(buffer.AsMemory(start + used, length)));
                start += used + length;
            }

            buffer.AsSpan(start, filled - start).CopyTo(buffer);
            filled -= start;
        }
    }

    private async Task TakeAsync(HubMessage message)
    {
        switch (message)
        {
            case { Ends: true } or { Target: "JS.Error" }:
                throw new InvalidOperationException($"The circuit ended: {string.Join(' ', message.Arguments)}");
            case { Target: "JS.RenderBatch", Arguments: [long batch, byte[] changes] }:
                (Batches, Bytes) = (Batches + 1, Bytes + changes.Length);
                if (!_shown.Task.IsCompleted && RenderBatch.Texts(changes).Any(_awaited))
                {
                    _shown.TrySetResult();
                }

                await SendAsync(HubMessage.Call(null, "OnRenderCompleted", batch, null));
                break;
            case { Target: "JS.BeginInvokeJS", Arguments: [long call, string, var arguments, long kind, ..] }:
                Take(arguments as string ?? "");
                // A script's object is asked for where a module is imported; all else is answered with nothing.
                var result = kind == 1 ? string.Create(CultureInfo.InvariantCulture, $"{{\"__jsObjectId\":{++_scriptObjects}}}") : "null";
                await SendAsync(HubMessage.Call(null, "EndInvokeJSFromDotNet", call, true, string.Create(CultureInfo.InvariantCulture, $"[{call},true,{result}]")));
                break;
        }
    }

    private void Take(string arguments)
    {
        Bytes += arguments.Length;
        if (!_shown.Task.IsCompleted && _awaited(arguments))
        {
            _shown.TrySetResult();
        }
    }

    private async Task SendAsync(ReadOnlyMemory<byte> message)
    {
        await _sending.WaitAsync(_over.Token);
        try
        {
            await _socket.SendAsync(message, WebSocketMessageType.Binary, true, _over.Token);
        }
        finally
        {
            _sending.Release();
        }
    }
}
