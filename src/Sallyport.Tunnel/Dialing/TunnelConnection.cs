using System.IO.Pipelines;
using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http.Features;
using Sallyport.Tunnel.Transport;

namespace Sallyport.Tunnel.Dialing;

/// <summary>A tunnel as Kestrel sees it: a connection like any other, moved by two pumps as its sockets are.</summary>
internal sealed class TunnelConnection : ConnectionContext, ITunnelFeature
{
    // Segments of two TLS records: Kestrel's own of 4 KiB would each become a record and a WebSocket message.
    private const int SegmentSize = 32 * 1024;

    // Inline: neither pump ever blocks, and a hop to another thread costs more than what there is to do.
    private static readonly PipeOptions PipeOptions = new(
        readerScheduler: PipeScheduler.Inline,
        writerScheduler: PipeScheduler.Inline,
        minimumSegmentSize: SegmentSize,
        pauseWriterThreshold: 256 * 1024,
        resumeWriterThreshold: 128 * 1024,
        useSynchronizationContext: false);

    private readonly TunnelTransport _transport;
    private readonly TunnelEndPoint _endpoint;
    private readonly CancellationTokenSource _closed = new();
    private readonly TaskCompletionSource<string> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Pipe _received = new(PipeOptions);
    private readonly Pipe _sent = new(PipeOptions);
    private readonly Task _pumps;
    private string? _abortReason;

    public TunnelConnection(TunnelTransport transport, TunnelEndPoint endpoint)
    {
        _transport = transport;
        _endpoint = endpoint;
        Transport = new Duplex(_received.Reader, _sent.Writer);
        ConnectionClosed = _closed.Token;
        LocalEndPoint = endpoint;
        Features.Set<ITunnelFeature>(this);
        Features.Set<IConnectionLifetimeFeature>(new Lifetime(this));
        _pumps = Task.WhenAll(ReceiveAsync(), SendAsync());
    }

    /// <summary>Ends with a reason when no more bytes come or go. Never fails.</summary>
    public Task<string> TransportEnded => _ended.Task;

    public Uri Hub => _endpoint.Hub;

    public override IDuplexPipe Transport { get; set; }

    public override string ConnectionId { get; set; } = Guid.NewGuid().ToString("N");

    public override IFeatureCollection Features { get; } = new FeatureCollection();

    public override IDictionary<object, object?> Items { get; set; } = new ConnectionItems();

    public override CancellationToken ConnectionClosed { get; set; }

    public override EndPoint? LocalEndPoint { get; set; }

    public override EndPoint? RemoteEndPoint { get; set; }

    public override void Abort(ConnectionAbortedException abortReason)
    {
        _abortReason ??= abortReason?.Message;
        _transport.Abort();
        _sent.Reader.CancelPendingRead();
        _received.Writer.CancelPendingFlush();
    }

    public override void Abort() => Abort(new ConnectionAbortedException("the agent closed the tunnel"));

    /// <summary>Never throws: Kestrel would keep the listener waiting for a connection that is gone.</summary>
    public override async ValueTask DisposeAsync()
    {
        await Transport.Input.CompleteAsync().ConfigureAwait(false);
        await Transport.Output.CompleteAsync().ConfigureAwait(false);
        await _pumps.ConfigureAwait(false);
        await _transport.DisposeAsync().ConfigureAwait(false);
        _closed.Dispose();
        await base.DisposeAsync().ConfigureAwait(false);
    }

    private async Task ReceiveAsync()
    {
        var reason = "the hub closed the connection";
        try
        {
            while (true)
            {
                var count = await _transport.Stream.ReadAsync(_received.Writer.GetMemory(SegmentSize)).ConfigureAwait(false);
                if (count == 0)
                {
                    break;
                }

                _received.Writer.Advance(count);
                var flushed = await _received.Writer.FlushAsync().ConfigureAwait(false);
                if (flushed.IsCompleted || flushed.IsCanceled)
                {
                    reason = "the agent closed the tunnel";
                    break;
                }
            }
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            reason = TunnelException.From(failure).Message;
        }

        await _received.Writer.CompleteAsync().ConfigureAwait(false);
        _ended.TrySetResult(_abortReason ?? reason);
        await _closed.CancelAsync().ConfigureAwait(false);
    }

    private async Task SendAsync()
    {
        try
        {
            while (true)
            {
                var read = await _sent.Reader.ReadAsync().ConfigureAwait(false);
                if (read.IsCanceled)
                {
                    break;
                }

                foreach (var segment in read.Buffer)
                {
                    await _transport.Stream.WriteAsync(segment).ConfigureAwait(false);
                }

                _sent.Reader.AdvanceTo(read.Buffer.End);
                if (read.IsCompleted)
                {
                    // Kestrel is done, GOAWAY and all: say so, and let the hub's end end our reading.
                    await _transport.FinishAsync().ConfigureAwait(false);
                    await _ended.Task.WaitAsync(TunnelTransport.CloseTimeout).ConfigureAwait(false);
                    break;
                }
            }
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            _ended.TrySetResult(_abortReason ?? TunnelException.From(failure).Message);
        }

        await _sent.Reader.CompleteAsync().ConfigureAwait(false);
        _transport.Abort();
    }

    private sealed record Duplex(PipeReader Input, PipeWriter Output) : IDuplexPipe;

    private sealed class Lifetime(TunnelConnection connection) : IConnectionLifetimeFeature
    {
        public CancellationToken ConnectionClosed { get => connection.ConnectionClosed; set => connection.ConnectionClosed = value; }

        public void Abort() => connection.Abort();
    }
}
