using System.Text.Json;
using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using Sallyport.Hub.Console;
using Sallyport.Hub.Console.Feeds.Kinds;
using Sallyport.Hub.Console.Feeds.Objects;
using Sallyport.Hub.Console.Feeds.Rows;
using Sallyport.Hub.Console.Objects.Facts;

namespace Sallyport.Console.Tests.Components;

/// <summary>What people open the page of an object for, kind by kind; and nothing breaks where an object lacks it.</summary>
public sealed class KindFactsTests : BunitContext
{
    private readonly IStringLocalizer<Words> _words;

    public KindFactsTests()
    {
        Services.AddLocalization();
        _words = Services.GetRequiredService<IStringLocalizer<Words>>();
    }

    [Theory]
    [InlineData("deployments.apps", """{"spec":{"replicas":3},"status":{"replicas":4,"updatedReplicas":2,"availableReplicas":3}}""", "Rollout", "2 of 3 pods updated, 3 available")]
    [InlineData("deployments.apps", """{"spec":{"replicas":3},"status":{"replicas":4,"updatedReplicas":3,"availableReplicas":3}}""", "Rollout", "1 old pods still there, 3 of 3 available")]
    [InlineData("deployments.apps", """{"spec":{"replicas":3},"status":{"replicas":3,"updatedReplicas":3,"availableReplicas":3}}""", "Rollout", "complete: 3 of 3 pods available")]
    [InlineData("deployments.apps", """{"spec":{"paused":true}}""", "Rollout", "Paused")]
    [InlineData("deployments.apps", """{"spec":{"strategy":{"type":"RollingUpdate","rollingUpdate":{"maxSurge":"25%","maxUnavailable":0}}}}""", "Strategy", "RollingUpdate, at most 0 unavailable, at most 25% more")]
    [InlineData("deployments.apps", """{"spec":{"template":{"spec":{"containers":[{"name":"web","image":"web:1"}]}}}}""", "Image of web", "web:1")]
    [InlineData("jobs.batch", """{"spec":{"completions":5},"status":{"succeeded":2,"failed":1,"active":1}}""", "Completions", "2 of 5")]
    [InlineData("cronjobs.batch", """{"spec":{"schedule":"0 3 * * *","timeZone":"Europe/Berlin"}}""", "Schedule", "0 3 * * * (Europe/Berlin)")]
    [InlineData("services", """{"spec":{"ports":[{"name":"http","port":80,"targetPort":8080,"nodePort":30080}]}}""", "Ports", "http 80→8080 (node 30080)")]
    [InlineData("services", """{"spec":{"type":"LoadBalancer"},"status":{"loadBalancer":{}}}""", "From outside", "no address yet")]
    [InlineData("ingresses.networking.k8s.io", """{"spec":{"rules":[{"host":"a.example","http":{"paths":[{"path":"/x","backend":{"service":{"name":"web","port":{"number":80}}}}]}}]}}""", "a.example/x", "web:80")]
    [InlineData("nodes", """{"spec":{"unschedulable":true}}""", "Takes new pods", "no: it is cordoned")]
    [InlineData("nodes", """{"status":{"conditions":[{"type":"Ready","status":"True"},{"type":"DiskPressure","status":"True"}]}}""", "Pressure", "DiskPressure")]
    [InlineData("persistentvolumeclaims", """{"spec":{"resources":{"requests":{"storage":"8Gi"}}},"status":{"phase":"Pending"}}""", "Size", "none yet, of 8Gi asked for")]
    [InlineData("persistentvolumes", """{"spec":{"claimRef":{"namespace":"shop","name":"data"}}}""", "Claim", "shop/data")]
    [InlineData("horizontalpodautoscalers.autoscaling", """{"spec":{"minReplicas":2,"maxReplicas":9,"metrics":[{"type":"Resource","resource":{"name":"cpu","target":{"averageUtilization":70}}}]},"status":{"currentReplicas":3,"desiredReplicas":4,"currentMetrics":[{"type":"Resource","resource":{"name":"cpu","current":{"averageUtilization":91}}}]}}""", "cpu", "91% now, 70% wanted")]
    [InlineData("releases.delivery.example.com", """{"spec":{"version":"4.18.2","of":{"deep":1}},"status":{"phase":"Delivered"}}""", "version", "4.18.2")]
    public void Fact_OfAKind_SaysWhatIsSo(string kind, string whole, string name, string text) =>
        Of(kind, whole).Should().ContainSingle(fact => fact.Name == name).Which.Text.Should().Be(text);

    [Theory]
    [InlineData("deployments.apps")]
    [InlineData("statefulsets.apps")]
    [InlineData("daemonsets.apps")]
    [InlineData("replicasets.apps")]
    [InlineData("jobs.batch")]
    [InlineData("cronjobs.batch")]
    [InlineData("horizontalpodautoscalers.autoscaling")]
    [InlineData("services")]
    [InlineData("ingresses.networking.k8s.io")]
    [InlineData("nodes")]
    [InlineData("namespaces")]
    [InlineData("serviceaccounts")]
    [InlineData("persistentvolumeclaims")]
    [InlineData("persistentvolumes")]
    [InlineData("storageclasses.storage.k8s.io")]
    [InlineData("releases.delivery.example.com")]
    public void Object_ThatHasNothing_BreaksNothing(string kind)
    {
        Of(kind, "{}").Should().NotBeNull();
        Of(kind, """{"spec":[],"status":"x","metadata":7}""").Should().NotBeNull();
    }

    [Fact]
    public void ServiceWithoutASelector_LeadsToNoPods() =>
        Of("services", """{"spec":{"clusterIP":"10.0.0.1"}}""").Should().NotContain(fact => fact.Name == "Picks pods with");

    [Fact]
    public void RolloutThatIsComplete_IsWell_AndOneUnderWayIsNot()
    {
        Of("deployments.apps", """{"spec":{"replicas":1},"status":{"replicas":1,"updatedReplicas":1,"availableReplicas":1}}""")[0].Health.Should().Be(Health.Ok);
        Of("deployments.apps", """{"spec":{"replicas":1},"status":{"replicas":1,"updatedReplicas":1}}""")[0].Health.Should().Be(Health.Warning);
    }

    private IReadOnlyList<Fact> Of(string kind, string whole)
    {
        var (resource, group) = kind.Split('.', 2) is [var name, var of] ? (name, of) : (kind, "");
        using var document = JsonDocument.Parse(whole);
        return KindFacts.Of(new ObjectPlace("eu-1", new ResourceType(group, "v1", resource, resource, true), "shop", "web"), document.RootElement, _words);
    }
}
