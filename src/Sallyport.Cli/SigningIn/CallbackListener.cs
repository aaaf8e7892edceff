using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Sallyport.Cli.SigningIn;

/// <summary>Waits on a port of this machine alone for the browser to bring an answer back (RFC 8252, section 7.3).</summary>
internal sealed class CallbackListener : IDisposable
{
    private const string CallbackPath = "/callback";
    private const int LongestRequest = 16 * 1024;
    private readonly TcpListener _listener = new(IPAddress.Loopback, port: 0);

    public CallbackListener() => _listener.Start();

    /// <summary>The redirect URI.</summary>
    public string Address => $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}{CallbackPath}";

    /// <summary>The parameters that came back with the state that was sent out; whatever else comes is answered and forgotten.</summary>
    public async Task<IReadOnlyDictionary<string, string>> WaitAsync(string state, CancellationToken cancellation)
    {
        var answer = new TaskCompletionSource<IReadOnlyDictionary<string, string>>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var done = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var accepting = AcceptAsync(state, answer, done.Token);
        try
        {
            return await answer.Task.WaitAsync(cancellation);
        }
        finally
        {
            await done.CancelAsync();
            await accepting;
        }
    }

    public void Dispose() => _listener.Dispose();

    /// <summary>Each connection by itself: browsers open some that they never use.</summary>
    private async Task AcceptAsync(string state, TaskCompletionSource<IReadOnlyDictionary<string, string>> answer, CancellationToken cancellation)
    {
        var serving = new List<Task>();
        try
        {
            while (true)
            {
                serving.Add(ServeAsync(await _listener.AcceptTcpClientAsync(cancellation), state, answer, cancellation));
            }
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(serving);
        }
    }

    private static async Task ServeAsync(
        TcpClient client, string state, TaskCompletionSource<IReadOnlyDictionary<string, string>> answer, CancellationToken cancellation)
    {
        using (client)
        {
            try
            {
                await using var stream = client.GetStream();
                var came = Parameters(await RequestLineAsync(stream, cancellation));
                var ours = came is not null && came.GetValueOrDefault("state") == state;
                await stream.WriteAsync(CallbackPage.Write(ours ? came!.ContainsKey("code") : null), CancellationToken.None);
                if (ours)
                {
                    answer.TrySetResult(came!);
                }
            }
            catch (Exception gone) when (gone is IOException or OperationCanceledException)
            {
                // The browser went away, or its answer came by another connection.
            }
        }
    }

    private static async Task<string> RequestLineAsync(NetworkStream stream, CancellationToken cancellation)
    {
        var buffer = new byte[LongestRequest];
        for (var length = 0; length < buffer.Length;)
        {
            var read = await stream.ReadAsync(buffer.AsMemory(length), cancellation);
            length += read;
            var text = Encoding.ASCII.GetString(buffer, 0, length);
            if (read == 0 || text.Contains("\r\n\r\n", StringComparison.Ordinal))
            {
                return text.Split("\r\n")[0];
            }
        }

        return "";
    }

    private static Dictionary<string, string>? Parameters(string requestLine)
    {
        if (requestLine.Split(' ') is not ["GET", var target, _] || !target.StartsWith(CallbackPath + "?", StringComparison.Ordinal))
        {
            return null;
        }

        var parameters = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var pair in target[(CallbackPath.Length + 1)..].Split('&'))
        {
            var at = pair.IndexOf('=');
            if (at > 0)
            {
                parameters.TryAdd(pair[..at], Uri.UnescapeDataString(pair[(at + 1)..]));
            }
        }

        return parameters;
    }
}
