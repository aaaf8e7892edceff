using System.Net;
using System.Net.Security;
using System.Net.Sockets;

namespace Sallyport.Tunnel.Tests.Rig;

/// <summary>Ends the outer TLS with a certificate that nobody pins and passes what is inside on, as an ingress does.</summary>
internal sealed class TestIngress : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Uri _hub;
    private readonly Task _accepting;

    public TestIngress(Uri hub)
    {
        _hub = hub;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public Uri Address => new($"https://{_listener.LocalEndpoint}");

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
        await using var client = new SslStream(new NetworkStream(socket, ownsSocket: true));
        await client.AuthenticateAsServerAsync(new SslServerAuthenticationOptions
        {
            ServerCertificate = TestPki.Issue(TestPki.Authority("ingress"), "ingress", null, new("1.3.6.1.5.5.7.3.1")),
        });
        using var upstream = new TcpClient();
        await upstream.ConnectAsync(_hub.Host, _hub.Port);
        try
        {
            await Task.WhenAny(client.CopyToAsync(upstream.GetStream()), upstream.GetStream().CopyToAsync(client)).Unwrap();
        }
        catch (IOException)
        {
        }
    }
}
