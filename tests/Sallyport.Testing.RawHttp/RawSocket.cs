using System.Net;
using System.Net.Security;
using System.Net.Sockets;

namespace Sallyport.Testing.RawHttp;

/// <summary>Connections to this machine, with or without TLS, on which a test says every byte itself.</summary>
public static class RawSocket
{
    /// <summary>TCP alone.</summary>
    public static async Task<Stream> ConnectAsync(int port)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(IPAddress.Loopback, port);
        return new NetworkStream(socket, ownsSocket: true);
    }

    /// <summary>TLS, whatever the certificate; the server's name goes into SNI, the protocol into ALPN where one is given.</summary>
    public static async Task<SslStream> ConnectTlsAsync(int port, string serverName, SslApplicationProtocol? protocol = null)
    {
        var stream = new SslStream(await ConnectAsync(port));
        await stream.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
        {
            TargetHost = serverName,
            ApplicationProtocols = protocol is { } only ? [only] : null,
            RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate is not null,
        });
        return stream;
    }
}
