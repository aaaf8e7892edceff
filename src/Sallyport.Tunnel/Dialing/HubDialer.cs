using System.Net.Security;
using System.Net.WebSockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Sallyport.Tunnel.Protocol;
using Sallyport.Tunnel.Transport;

namespace Sallyport.Tunnel.Dialing;

/// <summary>Dials the hub: WebSocket through whatever stands between, then TLS to the pinned hub.</summary>
internal static class HubDialer
{
    public static async Task<TunnelTransport> DialAsync(
        TunnelClientOptions options, string subprotocol, CancellationToken cancellationToken)
    {
        var certificate = options.Certificate();
        var socket = new ClientWebSocket();
        TunnelTransport? transport = null;
        try
        {
            Prepare(socket.Options, options, subprotocol);
            await socket.ConnectAsync(Address(options.Hub), cancellationToken).ConfigureAwait(false);
            if (socket.SubProtocol != subprotocol)
            {
                throw new TunnelException("what answered is not a Sallyport gateway: it did not take the subprotocol");
            }

            transport = new TunnelTransport(socket);
            await transport.Stream.AuthenticateAsClientAsync(Tls(options, certificate), cancellationToken).ConfigureAwait(false);
            return transport;
        }
        catch
        {
            if (transport is not null)
            {
                await transport.DisposeAsync().ConfigureAwait(false);
            }

            socket.Dispose();
            throw;
        }
    }

    private static Uri Address(Uri hub) => new UriBuilder(hub)
    {
        Scheme = hub.Scheme is "http" or "ws" ? Uri.UriSchemeWs : Uri.UriSchemeWss,
        Path = TunnelProtocol.Path,
        Query = "",
        Fragment = "",
        Port = hub.Port,
    }.Uri;

    private static void Prepare(ClientWebSocketOptions socket, TunnelClientOptions options, string subprotocol)
    {
        socket.AddSubProtocol(subprotocol);
        socket.Proxy = options.Proxy;
        socket.KeepAliveInterval = options.KeepAliveInterval;
        socket.KeepAliveTimeout = options.KeepAliveInterval;
#pragma warning disable CA5359 // Ingresses and inspecting proxies present certificates of their own, and carry ciphertext
        // alone: whom the agent talks to is settled by the inner TLS and its pinned authority.
        socket.RemoteCertificateValidationCallback = static (_, _, _, _) => true;
#pragma warning restore CA5359
    }

    private static SslClientAuthenticationOptions Tls(TunnelClientOptions options, X509Certificate2? certificate) => new()
    {
        TargetHost = TunnelProtocol.ServerName,
        EnabledSslProtocols = SslProtocols.Tls13,
        CertificateChainPolicy = PinnedTrust.Policy(options.HubAuthorities),
        AllowTlsResume = false,
        ClientCertificateContext = certificate is null
            ? null
            : SslStreamCertificateContext.Create(certificate, additionalCertificates: null, offline: true),
    };
}
