using Microsoft.AspNetCore.Http;
using Sallyport.Tunnel.Dialing;
using Sallyport.Tunnel.Tests.Rig;

namespace Sallyport.Tunnel.Tests;

public sealed class LifeTests
{
    private readonly TestPki _pki = new();

    [Fact(Timeout = Patience.Long)]
    public async Task Tunnel_CutByTheHub_IsDialledAgain()
    {
        await using var hub = await TestHub.StartAsync(_pki);
        await using var agent = await TestAgent.StartAsync(hub, _pki, context => context.Response.WriteAsync("here"));
        var first = await hub.NextTunnelAsync();

        first.Abort("for a test");
        var lost = await agent.NextAsync(TunnelState.Lost);
        var second = await hub.NextTunnelAsync();

        lost.RetryIn.Should().NotBeNull();
        (await first.Closed).Should().Be("for a test");
        (await second.GetTextAsync("/")).Should().Be("here");
    }

    [Fact(Timeout = Patience.Long)]
    public async Task Tunnel_CutWhileAHandlerIgnoresIt_IsDialledAgain()
    {
        var release = new TaskCompletionSource();
        await using var hub = await TestHub.StartAsync(_pki);
        await using var agent = await TestAgent.StartAsync(hub, _pki, async context =>
        {
            if (context.Request.Path == "/stuck")
            {
                await context.Response.Body.FlushAsync();
                await release.Task;
            }
        });
        var first = await hub.NextTunnelAsync();
        using var stuck = await first.GetAsync("/stuck");

        first.Abort("for a test");
        var second = await hub.NextTunnelAsync();

        (await second.GetAsync("/")).Dispose();
        release.SetResult();
    }

    [Fact(Timeout = Patience.Long)]
    public async Task Hub_Restarted_FindsTheAgentAgain()
    {
        var hub = await TestHub.StartAsync(_pki);
        await using var agent = await TestAgent.StartAsync(hub, _pki, context => context.Response.WriteAsync("here"));
        await hub.NextTunnelAsync();

        await hub.DisposeAsync();
        await agent.NextAsync(TunnelState.Lost);
        await agent.NextAsync(TunnelState.Refused);
        await using var again = await new TestHub { Options = _pki.HubOptions() }.StartAsync(hub.Address.Port);

        (await (await again.NextTunnelAsync()).GetTextAsync("/")).Should().Be("here");
    }

    [Fact(Timeout = Patience.Long)]
    public async Task Agent_Stopped_AnswersWhatIsInFlightAndEndsTheTunnel()
    {
        var arrived = new TaskCompletionSource();
        var release = new TaskCompletionSource();
        await using var hub = await TestHub.StartAsync(_pki);
        await using var agent = await TestAgent.StartAsync(hub, _pki, async context =>
        {
            if (context.Request.Path == "/last")
            {
                arrived.SetResult();
                await release.Task;
                await context.Response.WriteAsync("words");
            }
        });
        var tunnel = await hub.NextTunnelAsync();
        var last = tunnel.GetTextAsync("/last");
        await arrived.Task.WaitAsync(TestContext.Current.CancellationToken);

        var stopping = agent.StopAsync();
        release.SetResult();

        (await last).Should().Be("words");
        await tunnel.Closed.WaitAsync(TestContext.Current.CancellationToken);
        await stopping;
    }

    [Fact(Timeout = Patience.Long)]
    public async Task Request_OnATunnelThatIsGone_FailsAtOnceAndAlways()
    {
        await using var hub = await TestHub.StartAsync(_pki);
        var agent = await TestAgent.StartAsync(hub, _pki, context => context.Response.WriteAsync("here"));
        var tunnel = await hub.NextTunnelAsync();

        await agent.DisposeAsync();
        await tunnel.Closed.WaitAsync(TestContext.Current.CancellationToken);

        for (var i = 0; i < 3; i++)
        {
            var send = () => tunnel.GetAsync("/");
            await send.Should().ThrowAsync<Exception>();
        }
    }

    [Fact(Timeout = Patience.Long)]
    public async Task Request_InFlightWhenTheTunnelIsCut_Fails()
    {
        var arrived = new TaskCompletionSource();
        await using var hub = await TestHub.StartAsync(_pki);
        await using var agent = await TestAgent.StartAsync(hub, _pki, async context =>
        {
            if (context.Request.Path == "/slow")
            {
                arrived.SetResult();
                await Task.Delay(Timeout.Infinite, context.RequestAborted);
            }
        });
        var tunnel = await hub.NextTunnelAsync();
        var slow = tunnel.GetAsync("/slow");
        await arrived.Task.WaitAsync(TestContext.Current.CancellationToken);

        tunnel.Abort("for a test");

        var waiting = () => slow;
        await waiting.Should().ThrowAsync<Exception>();
    }
}
