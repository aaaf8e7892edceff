using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;

namespace Sallyport.Hub.Tests.Gateway;

/// <summary>An HTTP/1.1 answer as it stood on the wire.</summary>
internal sealed record RawAnswer(int Status, string Head, string Body);

/// <summary>A TLS connection on which exactly the given bytes are sent.</summary>
internal sealed partial class RawConnection : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);
    private readonly SslStream _stream;

    private RawConnection(SslStream stream) => _stream = stream;

    public Stream Stream => _stream;

    public static async Task<RawConnection> OpenAsync(int port, string serverName)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(IPAddress.Loopback, port);
        var stream = new SslStream(new NetworkStream(socket, ownsSocket: true));
        await stream.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
        {
            TargetHost = serverName,
            RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate is not null,
        });
        return new RawConnection(stream);
    }

    public async Task SendAsync(string bytes) => await _stream.WriteAsync(Encoding.Latin1.GetBytes(bytes));

    /// <summary>A request without a body: its first line, then header lines.</summary>
    public Task AskAsync(string line, params string[] headers) =>
        SendAsync($"{line} HTTP/1.1\r\nHost: 127.0.0.1\r\n{string.Concat(headers.Select(header => header + "\r\n"))}\r\n");

    public async Task<RawAnswer> AnswerAsync()
    {
        var head = await HeadAsync();
        var status = int.Parse(head.AsSpan(9, 3), CultureInfo.InvariantCulture);
        var length = Length().Match(head) is { Success: true } match ? int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture) : 0;
        var body = new byte[length];
        using var patience = new CancellationTokenSource(Patience);
        await _stream.ReadExactlyAsync(body, patience.Token);
        return new RawAnswer(status, head, Encoding.UTF8.GetString(body));
    }

    public async Task<string> HeadAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        var head = new StringBuilder();
        var one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            if (await _stream.ReadAsync(one, patience.Token) == 0)
            {
                throw new EndOfStreamException($"The hub closed the connection after: {head}");
            }

            head.Append((char)one[0]);
        }

        return head.ToString();
    }

    /// <summary>Everything until the hub ends the connection.</summary>
    public async Task<byte[]> RestAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        using var rest = new MemoryStream();
        try
        {
            await _stream.CopyToAsync(rest, patience.Token);
        }
        catch (IOException)
        {
            // A reset ends it as well; what came before counts.
        }

        return rest.ToArray();
    }

    public ValueTask DisposeAsync() => _stream.DisposeAsync();

    [GeneratedRegex(@"Content-Length: (\d+)", RegexOptions.IgnoreCase)]
    private static partial Regex Length();
}
