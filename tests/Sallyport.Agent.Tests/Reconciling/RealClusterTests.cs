using System.Net;
using Sallyport.Access.Enforcement;
using Sallyport.Agent.Cluster;
using Sallyport.Agent.Tests.Support;
using static Sallyport.Agent.Tests.Support.ReconcilerUnderTest;

namespace Sallyport.Agent.Tests.Reconciling;

public sealed class RealClusterTests
{
    [Fact(SkipUnless = nameof(RealCluster.IsThere), SkipType = typeof(RealCluster), Skip = RealCluster.WhyNot)]
    [CatalogueRow(172)]
    public async Task ReadOnlyGroup_InARealCluster_ReadsPodsAndNeitherSecretsNorShells()
    {
        var ns = $"agent-{Guid.NewGuid().ToString("N")[..8]}";
        var time = new ManualTime();
        using var reconciler = new ReconcilerUnderTest(RealCluster.Endpoint, time, owner: ns);
        await reconciler.Api.PostAsync(
            "/api/v1/namespaces", new AnyObject { Metadata = new ObjectMeta { Name = ns } },
            KubernetesJson.Default.AnyObject, TestContext.Current.CancellationToken);
        try
        {
            var ack = await reconciler.TakeAsync(Wanted(1, Group(ns), Group(ns, GroupVariant.Secrets)));
            ack.Problems.Should().BeEmpty();

            await using var agent = await AgentUnderTest.StartAsync(
                RealCluster.Endpoint, groups: [Group(ns).Name, Group(ns, GroupVariant.Secrets).Name]);
            (await Status(agent, $"/api/v1/namespaces/{ns}/pods", Group(ns))).Should().Be(HttpStatusCode.OK);
            (await Status(agent, $"/api/v1/namespaces/{ns}/secrets", Group(ns))).Should().Be(HttpStatusCode.Forbidden);
            (await Status(agent, $"/api/v1/namespaces/{ns}/pods/x/exec?command=sh", Group(ns))).Should().Be(HttpStatusCode.Forbidden);
            (await Status(agent, $"/api/v1/namespaces/default/pods", Group(ns))).Should().Be(HttpStatusCode.Forbidden);
            (await Status(agent, $"/api/v1/namespaces/{ns}/secrets", Group(ns, GroupVariant.Secrets))).Should().Be(HttpStatusCode.OK);
            (await Status(agent, $"/api/v1/namespaces/{ns}/pods", Group(ns, GroupVariant.Secrets))).Should().Be(HttpStatusCode.Forbidden);

            await reconciler.TakeAsync(Wanted(2, Group(ns)));
            time.Advance(TimeSpan.FromSeconds(61));
            await reconciler.TakeAsync(Wanted(3, Group(ns)));
            reconciler.Applied.Contains(Group(ns, GroupVariant.Secrets).Name).Should().BeFalse();
        }
        finally
        {
            await reconciler.Api.DeleteAsync($"/api/v1/namespaces/{ns}", TestContext.Current.CancellationToken);
            await reconciler.TakeAsync(Wanted(4));
            time.Advance(TimeSpan.FromSeconds(61));
            await reconciler.TakeAsync(Wanted(5));
            foreach (var kind in (string[])["clusterroles", "clusterrolebindings"])
            {
                await reconciler.Api.DeleteAsync(
                    $"/apis/rbac.authorization.k8s.io/v1/{kind}/{reconciler.Names.For(ImpersonatedGroup.Member)}",
                    TestContext.Current.CancellationToken);
            }
        }
    }

    private static async Task<HttpStatusCode> Status(AgentUnderTest agent, string target, ImpersonatedGroup group)
    {
        using var response = await agent.SendAsync(AgentUnderTest.Request("GET", target, group: group.Name));
        return response.StatusCode;
    }
}
