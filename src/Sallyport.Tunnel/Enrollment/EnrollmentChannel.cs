using Sallyport.Tunnel.Accepting;
using Sallyport.Tunnel.Protocol;
using Sallyport.Tunnel.Transport;

namespace Sallyport.Tunnel.Enrollment;

/// <summary>The hub's end of an enrolment: one request, one answer.</summary>
public sealed class EnrollmentChannel : IAsyncDisposable
{
    private readonly TunnelTransport _transport;

    internal EnrollmentChannel(TunnelTransport transport, AgentIdentity? current, EnrollmentRequest request)
    {
        _transport = transport;
        Current = current;
        Request = request;
    }

    /// <summary>Who renews: the identity in the current certificate; null when a join token must prove it.</summary>
    public AgentIdentity? Current { get; }

    /// <summary>What the agent asks for.</summary>
    public EnrollmentRequest Request { get; }

    /// <summary>Answers and ends the connection once the agent has read it.</summary>
    public async Task AnswerAsync(EnrollmentAnswer answer, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(answer);
        await MessageFraming.WriteAsync(
            _transport.Stream, answer, TunnelJson.Default.EnrollmentAnswer, cancellationToken).ConfigureAwait(false);
        await _transport.CloseAsync().ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _transport.DisposeAsync();
}
