using System.Buffers.Binary;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using Sallyport.Hub.Identity.Sessions;
using Sallyport.Hub.Tests.Gateway;

namespace Sallyport.Hub.Tests.Console.Shells;

/// <summary>A page's end of the shell's connection, without a browser around it.</summary>
internal sealed class PageTerminal : IDisposable
{
    private const byte Text = 0, Confirm = 2;
    private readonly ClientWebSocket _socket;
    private readonly List<byte> _written = [];

    private PageTerminal(ClientWebSocket socket) => _socket = socket;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>What the hub said first.</summary>
    public JsonNode Welcome { get; private set; } = new JsonObject();

    public byte[] Written => _written.ToArray();

    /// <summary>The kind of the end, and its sentence; null until it has come.</summary>
    public (string Kind, string Words)? End { get; private set; }

    /// <summary>How much of what was typed the container has.</summary>
    public long Confirmed { get; private set; }

    /// <summary>Connects, and says nothing yet.</summary>
    /// <exception cref="WebSocketException">The hub refused.</exception>
    public static async Task<PageTerminal> ConnectAsync(GatewayRig rig, string? cookie, string? origin, string query = "")
    {
        var socket = new ClientWebSocket();
        socket.Options.RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate is not null;
        socket.Options.CollectHttpResponseDetails = true;
        if (cookie is not null)
        {
            socket.Options.SetRequestHeader("Cookie", $"{SessionCookie.Name}={cookie}");
        }

        if (origin is not null)
        {
            socket.Options.SetRequestHeader("Origin", origin);
        }

        try
        {
            await socket.ConnectAsync(new Uri($"wss://localhost:{rig.ConsolePort}/console/shell{query}"), Cancel);
        }
        catch (WebSocketException refused)
        {
            throw new WebSocketException($"{(int)socket.HttpStatusCode}", refused);
        }

        return new PageTerminal(socket);
    }

    public static string Origin(GatewayRig rig) => $"https://localhost:{rig.ConsolePort}";

    /// <summary>Says the first words, and hears the hub's.</summary>
    public async Task<PageTerminal> HelloAsync(string json)
    {
        await _socket.SendAsync(Encoding.UTF8.GetBytes(json), WebSocketMessageType.Text, true, Cancel);
        await HearAsync();
        return this;
    }

    public Task ComeBackAsync(JsonNode welcome, long from) =>
        HelloAsync($$"""{"shell":"{{welcome["shell"]}}","secret":"{{welcome["secret"]}}","from":{{from}}}""");

    public Task TypeAsync(long position, byte[] text) => SendAsync(Text, position, text);

    public Task ConfirmAsync(long position) => SendAsync(Confirm, position, []);

    public Task SendAsync(byte[] message) => _socket.SendAsync(message, WebSocketMessageType.Binary, true, Cancel);

    /// <summary>Reads until something holds; false when the hub closed before.</summary>
    public async Task<bool> ReadUntilAsync(Func<bool> holds)
    {
        while (!holds())
        {
            if (!await HearAsync())
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The network is gone: no word of farewell is sent.</summary>
    public void Break() => _socket.Abort();

    public Task CloseAsync(int code) => _socket.CloseOutputAsync((WebSocketCloseStatus)code, null, Cancel);

    public void Dispose() => _socket.Dispose();

    private async Task SendAsync(byte kind, long position, byte[] rest)
    {
        var head = new byte[9];
        head[0] = kind;
        BinaryPrimitives.WriteInt64BigEndian(head.AsSpan(1), position);
        await SendAsync([.. head, .. rest]);
    }

    private async Task<bool> HearAsync()
    {
        var buffer = new byte[64 << 10];
        var got = await _socket.ReceiveAsync(buffer, Cancel).WaitAsync(Storage.Eventually.Patience, Cancel);
        var message = buffer.AsMemory(0, got.Count);
        switch (got.MessageType)
        {
            case WebSocketMessageType.Close:
                return false;
            case WebSocketMessageType.Text when JsonNode.Parse(message.Span)!["ended"] is { } kind:
                End = ((string)kind!, (string)JsonNode.Parse(message.Span)!["words"]!);
                return true;
            case WebSocketMessageType.Text:
                Welcome = JsonNode.Parse(message.Span)!;
                return true;
            case WebSocketMessageType.Binary when message.Span[0] == Confirm:
                Confirmed = BinaryPrimitives.ReadInt64BigEndian(message.Span[1..]);
                return true;
            default:
                _written.AddRange(message.Span[9..]);
                return true;
        }
    }
}
