using System.Net.Security;
using System.Net.WebSockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Http;
using Sallyport.Tunnel.Enrollment;
using Sallyport.Tunnel.Protocol;
using Sallyport.Tunnel.Transport;

namespace Sallyport.Tunnel.Accepting;

/// <summary>The hub's way of taking in agents that dial.</summary>
public static class HubTunnel
{
    private static readonly TimeSpan WebSocketPing = TimeSpan.FromSeconds(15);

    /// <summary>The subprotocol an agent asks for; null when it asks for none that is known, to be answered with 400.</summary>
    public static string? Subprotocol(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return context.WebSockets.IsWebSocketRequest
            ? context.WebSockets.WebSocketRequestedProtocols.FirstOrDefault(
                asked => asked is TunnelProtocol.TunnelSubprotocol or TunnelProtocol.EnrollSubprotocol)
            : null;
    }

    /// <summary>Takes the WebSocket; needs the WebSocket middleware before it.</summary>
    public static Task<WebSocket> AcceptWebSocketAsync(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return context.WebSockets.AcceptWebSocketAsync(new WebSocketAcceptContext
        {
            SubProtocol = Subprotocol(context),
            KeepAliveInterval = WebSocketPing,
            KeepAliveTimeout = WebSocketPing,
        });
    }

    /// <summary>Makes a tunnel of a WebSocket. The request must stay open until the connection's <c>Closed</c>.</summary>
    /// <param name="socket">A WebSocket of <see cref="TunnelProtocol.TunnelSubprotocol"/>; owned from here on.</param>
    /// <param name="options">The hub's side of the inner TLS.</param>
    /// <param name="admit">Lets an authenticated agent in with null, or refuses it with a sentence that it logs.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <exception cref="TunnelException">There is no tunnel, for whatever reason, cancellation among them.</exception>
    public static async Task<AgentConnection> AcceptAsync(
        WebSocket socket,
        HubTunnelOptions options,
        Func<AgentIdentity, CancellationToken, ValueTask<string?>> admit,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(socket);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(admit);
        return await HandshakeAsync(socket, options, requireCertificate: true, WelcomeAsync, cancellationToken)
            .ConfigureAwait(false);

        async Task<AgentConnection> WelcomeAsync(
            TunnelTransport transport, AgentIdentity? identity, CancellationToken timeout)
        {
            var refusal = await admit(identity!, timeout).ConfigureAwait(false);
            await MessageFraming.WriteAsync(
                transport.Stream, new TunnelWelcome(refusal), TunnelJson.Default.TunnelWelcome, timeout).ConfigureAwait(false);
            if (refusal is not null)
            {
                await transport.CloseAsync().ConfigureAwait(false);
                throw new TunnelException(refusal) { IsRefusal = true };
            }

            var connection = new AgentConnection(transport, identity!, options);
            try
            {
                await connection.ProbeAsync(timeout).ConfigureAwait(false);
                return connection;
            }
            catch
            {
                await connection.DisposeAsync().ConfigureAwait(false);
                throw;
            }
        }
    }

    /// <summary>Reads an enrolment from a WebSocket.</summary>
    /// <param name="socket">A WebSocket of <see cref="TunnelProtocol.EnrollSubprotocol"/>; owned from here on.</param>
    /// <param name="options">The hub's side of the inner TLS.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <exception cref="TunnelException">There is no enrolment, for whatever reason, cancellation among them.</exception>
    public static async Task<EnrollmentChannel> AcceptEnrollmentAsync(
        WebSocket socket, HubTunnelOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(socket);
        ArgumentNullException.ThrowIfNull(options);
        return await HandshakeAsync(socket, options, requireCertificate: false, ReadAsync, cancellationToken)
            .ConfigureAwait(false);

        static async Task<EnrollmentChannel> ReadAsync(
            TunnelTransport transport, AgentIdentity? identity, CancellationToken timeout) =>
            new(transport, identity, await MessageFraming.ReadAsync(
                transport.Stream, TunnelJson.Default.EnrollmentRequest, timeout).ConfigureAwait(false));
    }

    private static async Task<T> HandshakeAsync<T>(
        WebSocket socket,
        HubTunnelOptions options,
        bool requireCertificate,
        Func<TunnelTransport, AgentIdentity?, CancellationToken, Task<T>> then,
        CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(options.HandshakeTimeout);
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, patience.Token);
        var transport = new TunnelTransport(socket);
        try
        {
            await transport.Stream.AuthenticateAsServerAsync(Tls(options, requireCertificate), timeout.Token)
                .ConfigureAwait(false);
            return await then(transport, Identity(transport.Stream), timeout.Token).ConfigureAwait(false);
        }
        catch (Exception failure)
        {
            // Whoever waits for a tunnel gets one exception to catch, whether the agent left, was refused or spoke rubbish.
            // A cancelled read aborts the WebSocket and with it the request's own token: so the clock is asked first.
            var reason = failure is not OperationCanceledException ? TunnelException.From(failure)
                : patience.IsCancellationRequested ? new TunnelException("the other side did not answer in time", failure)
                : new TunnelException("the connection ended during the handshake", failure);
            await transport.DisposeAsync().ConfigureAwait(false);
            throw reason;
        }
    }

    private static SslServerAuthenticationOptions Tls(HubTunnelOptions options, bool requireCertificate) => new()
    {
        ServerCertificateContext = SslStreamCertificateContext.Create(options.Certificate, additionalCertificates: null, offline: true),
        EnabledSslProtocols = SslProtocols.Tls13,
        ClientCertificateRequired = true,
        CertificateChainPolicy = PinnedTrust.Policy(options.AgentAuthorities),
        // A resumed session would skip the look at the certificate.
        AllowTlsResume = false,
        RemoteCertificateValidationCallback = (_, certificate, _, errors) => certificate is null
            ? !requireCertificate
            : errors == SslPolicyErrors.None
                && certificate is X509Certificate2 presented
                && AgentIdentity.TryRead(presented) is not null,
    };

    private static AgentIdentity? Identity(SslStream stream) =>
        stream.RemoteCertificate is { } certificate
            ? AgentIdentity.TryRead(X509CertificateLoader.LoadCertificate(certificate.GetRawCertData()))
            : null;
}
