using Microsoft.Extensions.DependencyInjection;
using Sallyport.Access.Policy;
using Sallyport.Hub.Fleet;
using Sallyport.Tunnel.Protocol;

namespace Sallyport.Hub.Tests.Api;

/// <summary>What the command line makes kubeconfigs of.</summary>
public sealed class KubeconfigPartsTests
{
    /// <summary>The cluster's namespaces, those the user may read, the one asked for, and the one that the context gets.</summary>
    public static TheoryData<string[], string[], string, string?> Namespaces => new()
    {
        { ["default", "shop"], ["*"], "", "default" },
        { ["default", "shop"], ["*"], "shop", "shop" },
        { ["default", "shop"], ["*"], "missing", "default" },
        { ["cart", "default", "shop"], ["shop", "cart"], "", "cart" },
        { ["cart", "default", "shop"], ["shop", "cart"], "shop", "shop" },
        { ["cart", "default", "shop"], ["shop"], "default", "shop" },
        { ["default"], ["shop"], "", null },
        { [], ["shop"], "shop", null },
    };

    [Theory]
    [MemberData(nameof(Namespaces))]
    public async Task Kubeconfig_Namespace_IsOneThatTheUserMayRead(string[] there, string[] readable, string asked, string? given)
    {
        await using var hub = await ApiHub.StartAsync();
        await hub.AskAsync("POST", "/api/v1/clusters", await hub.TokenAsync("admin"), """{"name":"north"}""");
        hub.Services.GetRequiredService<ClusterRegistry>().Find("north")!.Learn([.. there.Select(name => new NamespaceFacts(name, name, new Dictionary<string, string>()))]);
        var reader = await hub.TokenAsync("reader", "namespace-read-only", new Scope { Kind = ScopeKind.Namespace, Namespaces = [.. readable] });

        var (_, parts) = await hub.AskAsync("GET", $"/api/v1/kubeconfig?namespace={asked}", reader);

        var cluster = parts!["clusters"]!.AsArray().Should().ContainSingle().Which!;
        ((string?)cluster["namespace"]).Should().Be(given);
        ((string?)cluster["tlsServerName"]).Should().Be("north.clusters.sallyport.internal");
        parts!.ToJsonString().Should().NotContain("spt_");
    }

    [Fact]
    public async Task Kubeconfig_NoRoleAnywhere_HasNoCluster()
    {
        await using var hub = await ApiHub.StartAsync();
        var admin = await hub.TokenAsync("admin");
        await hub.AskAsync("POST", "/api/v1/clusters", admin, """{"name":"north"}""");
        await hub.AskAsync("POST", "/api/v1/users", admin, """{"name":"newcomer"}""");

        var (_, parts) = await hub.AskAsync("GET", "/api/v1/kubeconfig", await hub.TokenAsync("newcomer"));

        parts!["clusters"]!.AsArray().Should().BeEmpty();
    }

    [Fact]
    public async Task Credential_Short_OpensTheGatewayAndNotTheApi()
    {
        await using var hub = await ApiHub.StartAsync();

        var (_, credential) = await hub.AskAsync("POST", "/api/v1/credentials", await hub.TokenAsync("developer"));

        credential!["expires"]!.GetValue<DateTimeOffset>().Should().BeBefore(DateTimeOffset.UtcNow.AddMinutes(11));
        using var again = await hub.SendAsync("GET", "/api/v1/me", (string)credential["token"]!);
        ((int)again.StatusCode).Should().Be(401);
    }
}
