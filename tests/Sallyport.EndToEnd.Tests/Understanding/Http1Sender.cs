using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Sallyport.Testing.RawHttp;

namespace Sallyport.EndToEnd.Tests.Understanding;

/// <summary>Over HTTP/1.1, with the upgrade that a shell needs.</summary>
internal sealed partial class Http1Sender(int port, string host, string token) : RequestSender
{
    private const string WebSocket =
        "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Protocol: v4.channel.k8s.io\r\n";

    private const string Spdy = "Connection: Upgrade\r\nUpgrade: SPDY/3.1\r\nX-Stream-Protocol-Version: ";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static readonly string[] Ordinary = ["GET", "POST", "PUT", "PATCH", "DELETE"];
    private RawConnection? _connection;

    protected override async Task<int> TryAsync(RequestLine line, string mark)
    {
        var connection = _connection ??= await RawConnection.OpenAsync(port, host);
        await connection.SendAsync(
            $"{line.Method} {line.Target} HTTP/1.1\r\nHost: {host}\r\nUser-Agent: {mark}\r\nAuthorization: Bearer {token}\r\n"
            + $"Content-Type: application/json\r\nContent-Length: 0\r\n{UpgradeOf(line)}\r\n");
        using var patience = new CancellationTokenSource(Patience);
        var head = await HeadAsync(connection.Stream, patience.Token);
        var status = int.Parse(head.AsSpan(9, 3), CultureInfo.InvariantCulture);
        if (!await ReadBodyAsync(connection.Stream, line, status, head, patience.Token))
        {
            await CloseAsync();
        }

        return status;
    }

    protected override async Task CloseAsync()
    {
        if (_connection is { } old)
        {
            _connection = null;
            await old.DisposeAsync();
        }
    }

    private static string UpgradeOf(RequestLine line) => (line.IsShell, line.Method) switch
    {
        (true, "GET") => WebSocket,
        (true, "POST") => Spdy + (line.Target.Contains("portforward", StringComparison.Ordinal) ? "portforward.k8s.io\r\n" : "v4.channel.k8s.io\r\n"),
        _ => "",
    };

    /// <summary>Reads to the answer's end; false where the connection is of no more use.</summary>
    private static async Task<bool> ReadBodyAsync(Stream stream, RequestLine line, int status, string head, CancellationToken patience)
    {
        if (!Ordinary.Contains(line.Method) || status == 101 || head.Contains("Connection: close", StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        if (Length().Match(head) is { Success: true } length)
        {
            await stream.ReadExactlyAsync(new byte[int.Parse(length.Groups[1].ValueSpan, CultureInfo.InvariantCulture)], patience);
            return true;
        }

        if (line.MayTrickle)
        {
            return false;
        }

        while (await LineAsync(stream, patience) is var size && int.Parse(size, NumberStyles.HexNumber, CultureInfo.InvariantCulture) is > 0 and var count)
        {
            await stream.ReadExactlyAsync(new byte[count + 2], patience);
        }

        await LineAsync(stream, patience);
        return true;
    }

    private static async Task<string> HeadAsync(Stream stream, CancellationToken patience)
    {
        var head = new StringBuilder();
        while (await LineAsync(stream, patience) is { Length: > 0 } line)
        {
            head.Append(line).Append("\r\n");
        }

        return head.ToString();
    }

    private static async Task<string> LineAsync(Stream stream, CancellationToken patience)
    {
        var line = new StringBuilder();
        var one = new byte[1];
        while (true)
        {
            await stream.ReadExactlyAsync(one, patience);
            if (one[0] == '\n')
            {
                return line.ToString().TrimEnd('\r');
            }

            line.Append((char)one[0]);
        }
    }

    [GeneratedRegex(@"^Content-Length: (\d+)", RegexOptions.IgnoreCase | RegexOptions.Multiline)]
    private static partial Regex Length();
}
