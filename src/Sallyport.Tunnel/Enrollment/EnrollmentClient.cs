using Sallyport.Tunnel.Dialing;
using Sallyport.Tunnel.Protocol;

namespace Sallyport.Tunnel.Enrollment;

/// <summary>The agent's end of an enrolment.</summary>
public static class EnrollmentClient
{
    /// <summary>Dials the hub once, asks for a certificate and returns the hub's answer, yes or no.</summary>
    /// <param name="options">
    /// Where the hub is and what to trust; with a certificate it is a renewal, without one the request needs a token.
    /// </param>
    /// <param name="request">The join token, if any, and the key to certify.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <exception cref="TunnelException">The hub could not be reached or is not the one that is pinned; says why.</exception>
    public static async Task<EnrollmentAnswer> EnrollAsync(
        TunnelClientOptions options, EnrollmentRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(request);
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(options.HandshakeTimeout);
        try
        {
            var transport = await HubDialer.DialAsync(options, TunnelProtocol.EnrollSubprotocol, timeout.Token)
                .ConfigureAwait(false);
            await using var closing = transport.ConfigureAwait(false);
            await MessageFraming.WriteAsync(
                transport.Stream, request, TunnelJson.Default.EnrollmentRequest, timeout.Token).ConfigureAwait(false);
            return await MessageFraming.ReadAsync(
                transport.Stream, TunnelJson.Default.EnrollmentAnswer, timeout.Token).ConfigureAwait(false);
        }
        catch (Exception failure) when (TunnelException.Describes(failure, cancellationToken))
        {
            throw TunnelException.From(failure);
        }
    }
}
