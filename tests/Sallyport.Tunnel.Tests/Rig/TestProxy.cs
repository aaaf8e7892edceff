using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Sallyport.Tunnel.Tests.Rig;

/// <summary>A proxy that knows CONNECT and nothing else, with a password if asked for one.</summary>
internal sealed class TestProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly string? _authorization;
    private readonly Task _accepting;
    private int _connects;

    public TestProxy(string? credentials = null)
    {
        _authorization = credentials is null
            ? null
            : $"Basic {Convert.ToBase64String(Encoding.ASCII.GetBytes(credentials))}";
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public string Authority => $"{_listener.LocalEndpoint}";

    public int Connects => Volatile.Read(ref _connects);

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await _accepting;
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _ = ServeAsync(await _listener.AcceptSocketAsync());
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        await using var client = new NetworkStream(socket, ownsSocket: true);
        using var reader = new StreamReader(client, Encoding.ASCII, false, 1, leaveOpen: true);
        while (await reader.ReadLineAsync() is { } line)
        {
            var authorization = "";
            while (await reader.ReadLineAsync() is { Length: > 0 } header)
            {
                if (header.StartsWith("Proxy-Authorization: ", StringComparison.OrdinalIgnoreCase))
                {
                    authorization = header[21..];
                }
            }

            if (_authorization is not null && authorization != _authorization)
            {
                await client.WriteAsync("HTTP/1.1 407 Who\r\nProxy-Authenticate: Basic realm=\"x\"\r\nContent-Length: 0\r\n\r\n"u8.ToArray());
                continue;
            }

            var target = IPEndPoint.Parse(line.Split(' ')[1]);
            using var upstream = new TcpClient();
            await upstream.ConnectAsync(target);
            Interlocked.Increment(ref _connects);
            await client.WriteAsync("HTTP/1.1 200 OK\r\n\r\n"u8.ToArray());
            try
            {
                await Task.WhenAny(client.CopyToAsync(upstream.GetStream()), upstream.GetStream().CopyToAsync(client)).Unwrap();
            }
            catch (IOException)
            {
            }

            return;
        }
    }
}
