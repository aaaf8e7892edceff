using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Sallyport.Tunnel.Dialing;

namespace Sallyport.Tunnel.Tests.Rig;

/// <summary>An agent reduced to its tunnel and one handler.</summary>
internal sealed class TestAgent : IAsyncDisposable
{
    private readonly Channel<TunnelStatus> _states = Channel.CreateUnbounded<TunnelStatus>();
    private readonly WebApplication _app;

    private TestAgent(RequestDelegate handler, Func<Action<TunnelStatus>, TunnelClientOptions> options)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.AddTunnel(options(status => _states.Writer.TryWrite(status)));
        _app = builder.Build();
        _app.Run(handler);
    }

    public static Task<TestAgent> StartAsync(TestHub hub, TestPki pki, RequestDelegate handler) =>
        StartAsync(hub.Address, pki, handler, pki.AgentCertificate());

    public static async Task<TestAgent> StartAsync(
        Uri hub,
        TestPki pki,
        RequestDelegate handler,
        X509Certificate2? certificate,
        IWebProxy? proxy = null,
        Backoff? backoff = null,
        X509Certificate2? hubAuthority = null)
    {
        var agent = new TestAgent(handler, changed => new TunnelClientOptions
        {
            Hub = hub,
            HubAuthorities = [hubAuthority ?? pki.HubAuthority],
            Certificate = () => certificate,
            Proxy = proxy,
            Backoff = backoff ?? new Backoff { First = TimeSpan.FromMilliseconds(1), Longest = TimeSpan.FromMilliseconds(20) },
            StatusChanged = changed,
        });
        await agent._app.StartAsync(TestContext.Current.CancellationToken);
        return agent;
    }

    public async Task<TunnelStatus> NextAsync(TunnelState state)
    {
        while (true)
        {
            var status = await _states.Reader.ReadAsync(TestContext.Current.CancellationToken);
            if (status.State == state)
            {
                return status;
            }
        }
    }

    public Task StopAsync() => _app.StopAsync(TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync(new CancellationToken(true));
        await _app.DisposeAsync();
    }
}
