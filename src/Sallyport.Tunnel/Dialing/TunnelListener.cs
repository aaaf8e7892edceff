using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Logging;
using Sallyport.Tunnel.Enrollment;
using Sallyport.Tunnel.Protocol;

namespace Sallyport.Tunnel.Dialing;

/// <summary>"Listens" by dialling: one connection at a time, the next when its transport ends.</summary>
internal sealed class TunnelListener(TunnelEndPoint endpoint, TunnelClientOptions options, ILogger logger)
    : IConnectionListener
{
    private readonly CancellationTokenSource _unbound = new();
    private TunnelConnection? _current;
    private long _connectedAt;
    private int _failures;

    public EndPoint EndPoint => endpoint;

    public async ValueTask<ConnectionContext?> AcceptAsync(CancellationToken cancellationToken = default)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(_unbound.Token, cancellationToken);
        try
        {
            if (_current is { } previous)
            {
                // Kestrel may hold on to a dead connection for as long as a request handler does: go by the transport.
                var reason = await previous.TransportEnded.WaitAsync(stop.Token).ConfigureAwait(false);
                await WaitAfterLossAsync(reason, stop.Token).ConfigureAwait(false);
            }

            while (true)
            {
                try
                {
                    return await DialAsync(stop.Token).ConfigureAwait(false);
                }
                catch (Exception failure) when (TunnelException.Describes(failure, stop.Token))
                {
                    await WaitAfterRefusalAsync(TunnelException.From(failure), stop.Token).ConfigureAwait(false);
                }
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return null;
        }
    }

    public async ValueTask UnbindAsync(CancellationToken cancellationToken = default) =>
        await _unbound.CancelAsync().ConfigureAwait(false);

    public async ValueTask DisposeAsync()
    {
        await _unbound.CancelAsync().ConfigureAwait(false);
        _current?.Abort();
    }

    private async Task<TunnelConnection> DialAsync(CancellationToken cancellationToken)
    {
        TunnelLog.Dialing(logger, endpoint.Hub.Authority);
        options.StatusChanged?.Invoke(new TunnelStatus(TunnelState.Dialing));
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(options.HandshakeTimeout);
        var transport = await HubDialer.DialAsync(options, TunnelProtocol.TunnelSubprotocol, timeout.Token)
            .ConfigureAwait(false);
        try
        {
            // TLS 1.3 ends for the client before the server has looked at its certificate: the welcome is the proof.
            var welcome = await MessageFraming.ReadAsync(
                transport.Stream, TunnelJson.Default.TunnelWelcome, timeout.Token).ConfigureAwait(false);
            if (welcome.Error is { } error)
            {
                throw new TunnelException(error) { IsRefusal = true };
            }
        }
        catch
        {
            await transport.DisposeAsync().ConfigureAwait(false);
            throw;
        }

        _connectedAt = options.Clock.GetTimestamp();
        _current = new TunnelConnection(transport, endpoint);
        TunnelLog.Connected(logger, endpoint.Hub.Authority);
        options.StatusChanged?.Invoke(new TunnelStatus(TunnelState.Connected));
        return _current;
    }

    private async Task WaitAfterLossAsync(string reason, CancellationToken cancellationToken)
    {
        _current = null;
        if (options.Clock.GetElapsedTime(_connectedAt) > options.Backoff.Longest)
        {
            _failures = 0;
        }

        var wait = options.Backoff.After(++_failures);
        TunnelLog.Lost(logger, endpoint.Hub.Authority, reason, wait.TotalSeconds);
        options.StatusChanged?.Invoke(new TunnelStatus(TunnelState.Lost, reason, wait));
        await Task.Delay(wait, options.Clock, cancellationToken).ConfigureAwait(false);
    }

    private async Task WaitAfterRefusalAsync(TunnelException refusal, CancellationToken cancellationToken)
    {
        var wait = options.Backoff.After(++_failures);
        TunnelLog.Refused(logger, endpoint.Hub.Authority, refusal.Message, wait.TotalSeconds);
        options.StatusChanged?.Invoke(new TunnelStatus(TunnelState.Refused, refusal.Message, wait));
        await Task.Delay(wait, options.Clock, cancellationToken).ConfigureAwait(false);
    }
}
