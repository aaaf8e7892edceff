using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Sallyport.Console.Tests.Browsing;

/// <summary>A road on loopback between a browser and the console that can be cut, as a network that drops is.</summary>
internal sealed class CuttableRoad : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentDictionary<Socket, bool> _open = new();
    private readonly CancellationTokenSource _over = new();
    private readonly int _to;
    private readonly Task _taking;
    private volatile bool _cut;

    public CuttableRoad(Uri console)
    {
        _to = console.Port;
        _listener.Start();
        Console = new UriBuilder(console) { Port = ((IPEndPoint)_listener.LocalEndpoint).Port }.Uri;
        _taking = TakeAsync();
    }

    /// <summary>The console's address at this end of the road.</summary>
    public Uri Console { get; }

    /// <summary>Resets every connection, and those that come until it is restored.</summary>
    public void Cut()
    {
        _cut = true;
        foreach (var socket in _open.Keys)
        {
            Reset(socket);
        }
    }

    public void Restore() => _cut = false;

    public async ValueTask DisposeAsync()
    {
        await _over.CancelAsync();
        _listener.Dispose();
        Cut();
        await _taking.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _over.Dispose();
    }

    private async Task TakeAsync()
    {
        while (true)
        {
            _ = CarryAsync(await _listener.AcceptSocketAsync(_over.Token));
        }
    }

    private async Task CarryAsync(Socket browser)
    {
        using var hub = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        (_open[browser], _open[hub]) = (true, true);
        try
        {
            await hub.ConnectAsync(IPAddress.Loopback, _to);
            if (_cut)
            {
                return;
            }

            await Task.WhenAny(PumpAsync(browser, hub), PumpAsync(hub, browser));
        }
        catch (SocketException)
        {
            // The console has gone.
        }
        finally
        {
            _open.TryRemove(browser, out _);
            _open.TryRemove(hub, out _);
            Reset(browser);
            Reset(hub);
        }
    }

    private static async Task PumpAsync(Socket from, Socket to)
    {
        var piece = new byte[64 << 10];
        try
        {
            while (await from.ReceiveAsync(piece) is var read and > 0)
            {
                for (var sent = 0; sent < read;)
                {
                    sent += await to.SendAsync(piece.AsMemory(sent, read - sent));
                }
            }
        }
        catch (Exception ended) when (ended is SocketException or ObjectDisposedException)
        {
            // Cut, or the other end has enough.
        }
    }

    private static void Reset(Socket socket)
    {
        try
        {
            // Closed without lingering: what the other end sees is a reset, and nothing that was still to be sent.
            socket.LingerState = new LingerOption(enable: true, seconds: 0);
            socket.Dispose();
        }
        catch (Exception gone) when (gone is ObjectDisposedException or SocketException)
        {
            // Closed from the other side at the same time.
        }
    }
}
