using System.Security.Cryptography.X509Certificates;
using Sallyport.Tunnel.Accepting;
using Sallyport.Tunnel.Dialing;
using Sallyport.Tunnel.Tests.Rig;

namespace Sallyport.Tunnel.Tests;

public sealed class TrustTests
{
    private readonly TestPki _pki = new();

    [Theory(Timeout = Patience.Long)]
    [InlineData("none")]
    [InlineData("expired")]
    [InlineData("agent of another hub")]
    [InlineData("server of this hub")]
    [InlineData("user of this hub")]
    [InlineData("user signed by the agent authority")]
    [InlineData("agent usage without a cluster")]
    [InlineData("cluster name for servers")]
    [InlineData("two clusters")]
    [CatalogueRow(200)]
    public async Task Agent_WithAnythingButItsOwnCertificate_IsRefused(string which)
    {
        await using var hub = await TestHub.StartAsync(_pki);
        await using var agent = await TestAgent.StartAsync(hub.Address, _pki, _ => Task.CompletedTask, Certificate(which));

        var refused = await agent.NextAsync(TunnelState.Refused);
        await hub.NextFailureAsync();

        refused.Reason.Should().NotBeNullOrEmpty();
        refused.RetryIn.Should().NotBeNull();
        hub.HasTunnel.Should().BeFalse();
    }

    [Fact(Timeout = Patience.Long)]
    [CatalogueRow(212)]
    public async Task Hub_OfAnotherAuthority_IsRefusedByTheAgent()
    {
        await using var hub = await TestHub.StartAsync(_pki);
        await using var agent = await TestAgent.StartAsync(
            hub.Address, _pki, _ => Task.CompletedTask, _pki.AgentCertificate(), hubAuthority: TestPki.Authority("hub"));

        await agent.NextAsync(TunnelState.Refused);

        hub.HasTunnel.Should().BeFalse();
    }

    [Fact(Timeout = Patience.Long)]
    [CatalogueRow(212)]
    public async Task Hub_WithACertificateForAnotherName_IsRefusedByTheAgent()
    {
        await using var hub = await new TestHub
        {
            Options = new HubTunnelOptions
            {
                Certificate = _pki.HubCertificate("shop.clusters.sallyport.internal"),
                AgentAuthorities = [_pki.AgentAuthority],
            },
        }.StartAsync();
        await using var agent = await TestAgent.StartAsync(hub, _pki, _ => Task.CompletedTask);

        await agent.NextAsync(TunnelState.Refused);

        hub.HasTunnel.Should().BeFalse();
    }

    [Fact(Timeout = Patience.Long)]
    public async Task Agent_ThatTheHubDoesNotAdmit_LearnsTheReason()
    {
        await using var hub = await new TestHub
        {
            Options = _pki.HubOptions(),
            Admit = identity => $"{identity.ClusterName} was removed",
        }.StartAsync();
        await using var agent = await TestAgent.StartAsync(hub, _pki, _ => Task.CompletedTask);

        var refused = await agent.NextAsync(TunnelState.Refused);

        refused.Reason.Should().Be("shop was removed");
        (await hub.NextFailureAsync()).IsRefusal.Should().BeTrue();
    }

    private X509Certificate2? Certificate(string which) => which switch
    {
        "none" => null,
        "expired" => _pki.ExpiredAgentCertificate(),
        "agent of another hub" => new TestPki().AgentCertificate(),
        "server of this hub" => _pki.HubCertificate(),
        "user of this hub" => TestPki.IssueUser(_pki.HubAuthority),
        "user signed by the agent authority" => TestPki.IssueUser(_pki.AgentAuthority),
        "agent usage without a cluster" => TestPki.Issue(_pki.AgentAuthority, "shop", Names("https://shop/"), Client),
        "cluster name for servers" => TestPki.Issue(
            _pki.AgentAuthority, "shop", TestPki.ClusterName(Guid.NewGuid()), new("1.3.6.1.5.5.7.3.1")),
        "two clusters" => TestPki.Issue(
            _pki.AgentAuthority,
            "shop",
            Names(AgentIdentity.UriFor(Guid.NewGuid()).ToString(), AgentIdentity.UriFor(Guid.NewGuid()).ToString()),
            Client),
        _ => throw new ArgumentOutOfRangeException(nameof(which)),
    };

    private static System.Security.Cryptography.Oid Client => new("1.3.6.1.5.5.7.3.2");

    private static SubjectAlternativeNameBuilder Names(params string[] uris)
    {
        var names = new SubjectAlternativeNameBuilder();
        foreach (var uri in uris)
        {
            names.AddUri(new Uri(uri));
        }

        return names;
    }
}
