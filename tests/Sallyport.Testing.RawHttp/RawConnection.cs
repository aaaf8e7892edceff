using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Sallyport.Testing.RawHttp;

/// <summary>A connection for HTTP/1.1 on which exactly the given bytes are sent.</summary>
public sealed partial class RawConnection(Stream stream) : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    public Stream Stream { get; } = stream;

    /// <summary>Over TLS.</summary>
    public static async Task<RawConnection> OpenAsync(int port, string serverName) => new(await RawSocket.ConnectTlsAsync(port, serverName));

    /// <summary>Each character is one byte.</summary>
    public async Task SendAsync(string bytes) => await Stream.WriteAsync(Encoding.Latin1.GetBytes(bytes));

    /// <summary>A request without a body: its first line, then header lines.</summary>
    public Task AskAsync(string line, params string[] headers) =>
        SendAsync($"{line} HTTP/1.1\r\nHost: 127.0.0.1\r\n{string.Concat(headers.Select(header => header + "\r\n"))}\r\n");

    /// <summary>One answer whose length is given.</summary>
    public async Task<RawAnswer> AnswerAsync()
    {
        var head = await HeadAsync();
        var status = int.Parse(head.AsSpan(9, 3), CultureInfo.InvariantCulture);
        var length = Length().Match(head) is { Success: true } match ? int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture) : 0;
        var body = new byte[length];
        using var patience = new CancellationTokenSource(Patience);
        await Stream.ReadExactlyAsync(body, patience.Token);
        return new RawAnswer(status, head, Encoding.UTF8.GetString(body));
    }

    /// <summary>The status line and headers, with the empty line that ends them.</summary>
    public async Task<string> HeadAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        var head = new StringBuilder();
        var one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            if (await Stream.ReadAsync(one, patience.Token) == 0)
            {
                throw new EndOfStreamException($"The server closed the connection after: {head}");
            }

            head.Append((char)one[0]);
        }

        return head.ToString();
    }

    /// <summary>Everything until the server ends the connection.</summary>
    public async Task<byte[]> RestAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        using var rest = new MemoryStream();
        try
        {
            await Stream.CopyToAsync(rest, patience.Token);
        }
        catch (IOException)
        {
            // A reset ends it as well; what came before counts.
        }

        return rest.ToArray();
    }

    public ValueTask DisposeAsync() => Stream.DisposeAsync();

    [GeneratedRegex(@"Content-Length: (\d+)", RegexOptions.IgnoreCase)]
    private static partial Regex Length();
}
