using System.Net;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Sallyport.Tunnel.Accepting;
using Sallyport.Tunnel.Enrollment;
using Sallyport.Tunnel.Protocol;

namespace Sallyport.Tunnel.Tests.Rig;

/// <summary>A hub reduced to its way of taking in agents, on a real port of the loopback.</summary>
internal sealed class TestHub : IAsyncDisposable
{
    private readonly Channel<AgentConnection> _tunnels = Channel.CreateUnbounded<AgentConnection>();
    private readonly Channel<TunnelException> _failures = Channel.CreateUnbounded<TunnelException>();
    private WebApplication? _app;

    public required HubTunnelOptions Options { get; init; }

    public Func<AgentIdentity, string?> Admit { get; init; } = _ => null;

    public Func<EnrollmentRequest, AgentIdentity?, EnrollmentAnswer> Enroll { get; init; } =
        (_, _) => new EnrollmentAnswer(Error: "not here");

    public Uri Address { get; private set; } = new("http://unset");

    public static Task<TestHub> StartAsync(TestPki pki) => new TestHub { Options = pki.HubOptions() }.StartAsync();

    public async Task<TestHub> StartAsync(int port = 0, bool tls = false)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port, listen =>
        {
            if (tls)
            {
                // A name and an issuer that nobody pins: the outer certificate must not matter.
                listen.UseHttps(TestPki.Issue(TestPki.Authority("outer"), "ingress", null, new("1.3.6.1.5.5.7.3.1")));
            }
        }));
        _app = builder.Build();
        _app.UseWebSockets();
        _app.Map(TunnelProtocol.Path, ServeAsync);
        await _app.StartAsync();
        Address = new Uri(_app.Urls.Single());
        return this;
    }

    public ValueTask<AgentConnection> NextTunnelAsync() => _tunnels.Reader.ReadAsync(TestContext.Current.CancellationToken);

    public ValueTask<TunnelException> NextFailureAsync() => _failures.Reader.ReadAsync(TestContext.Current.CancellationToken);

    public bool HasTunnel => _tunnels.Reader.TryPeek(out _);

    public async ValueTask DisposeAsync()
    {
        _tunnels.Writer.TryComplete();
        while (_tunnels.Reader.TryRead(out var tunnel))
        {
            await tunnel.DisposeAsync();
        }

        if (_app is not null)
        {
            await _app.StopAsync(new CancellationToken(true));
            await _app.DisposeAsync();
        }
    }

    private async Task ServeAsync(HttpContext context)
    {
        var subprotocol = HubTunnel.Subprotocol(context);
        if (subprotocol is null)
        {
            context.Response.StatusCode = 400;
            return;
        }

        var socket = await HubTunnel.AcceptWebSocketAsync(context);
        try
        {
            if (subprotocol == TunnelProtocol.EnrollSubprotocol)
            {
                await using var channel = await HubTunnel.AcceptEnrollmentAsync(socket, Options, context.RequestAborted);
                await channel.AnswerAsync(Enroll(channel.Request, channel.Current), context.RequestAborted);
                return;
            }

            await using var tunnel = await HubTunnel.AcceptAsync(
                socket, Options, (identity, _) => ValueTask.FromResult(Admit(identity)), context.RequestAborted);
            await _tunnels.Writer.WriteAsync(tunnel);
            await tunnel.Closed;
        }
        catch (TunnelException failure)
        {
            await _failures.Writer.WriteAsync(failure);
        }
    }
}
