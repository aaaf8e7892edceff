using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;
using Sallyport.Tunnel.Upgrades;

namespace Sallyport.Tunnel.Tests.Rig;

/// <summary>In the place of kube-apiserver: takes upgrades on raw sockets, so that ends and cuts can be told apart.</summary>
internal sealed class TestUpstream : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Func<string, string> _answer;
    private readonly Func<Stream, Task> _then;
    private readonly TestPki? _pki;
    private Task _serving = Task.CompletedTask;

    private TestUpstream(Func<string, string> answer, Func<Stream, Task> then, bool tls)
    {
        _answer = answer;
        _then = then;
        _pki = tls ? new TestPki() : null;
        _listener.Start();
        Endpoint = new UpstreamEndpoint(
            new Uri($"{(tls ? "https" : "http")}://{_listener.LocalEndpoint}"),
            new SslClientAuthenticationOptions
            {
                TargetHost = "upstream",
                CertificateChainPolicy = _pki?.TrustInHub(),
            });
    }

    public UpstreamEndpoint Endpoint { get; }

    public string Head { get; private set; } = "";

    public static Task EchoAsync(Stream stream) => stream.CopyToAsync(stream);

    public static Task<TestUpstream> StartAsync(Func<Stream, Task> then, bool tls = false) => StartAsync(
        head => "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nX-Stream-Protocol-Version: v4.channel.k8s.io\r\n"
            + $"Upgrade: {head.Split("\r\nUpgrade: ")[1].Split("\r\n")[0]}\r\n\r\n",
        then,
        tls);

    public static Task<TestUpstream> StartRawAsync(string answer) => StartAsync(_ => answer, _ => Task.CompletedTask, false);

    public static async Task EndWritesAsync(Stream stream)
    {
        if (stream is SslStream tls)
        {
            await tls.ShutdownAsync();
        }
        else
        {
            ((NetworkStream)stream).Socket.Shutdown(SocketShutdown.Send);
        }
    }

    public static void Reset(Stream stream)
    {
        var socket = ((NetworkStream)stream).Socket;
        socket.LingerState = new LingerOption(true, 0);
        socket.Close();
    }

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await _serving;
    }

    private static Task<TestUpstream> StartAsync(Func<string, string> answer, Func<Stream, Task> then, bool tls)
    {
        var upstream = new TestUpstream(answer, then, tls);
        upstream._serving = upstream.ServeAsync();
        return Task.FromResult(upstream);
    }

    private async Task ServeAsync()
    {
        try
        {
            using var socket = await _listener.AcceptSocketAsync();
            Stream stream = new NetworkStream(socket, ownsSocket: true);
            if (_pki is not null)
            {
                var secured = new SslStream(stream);
                await secured.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = _pki.HubCertificate("upstream") });
                stream = secured;
            }

            await using var closing = stream;
            var head = new StringBuilder();
            var one = new byte[1];
            while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
            {
                await stream.ReadExactlyAsync(one);
                head.Append((char)one[0]);
            }

            Head = head.ToString();
            await stream.WriteAsync(Encoding.Latin1.GetBytes(_answer(Head)));
            await _then(stream);
        }
        catch (Exception e) when (e is SocketException or IOException or ObjectDisposedException)
        {
        }
    }
}
