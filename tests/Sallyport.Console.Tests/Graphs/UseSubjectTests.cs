using System.Collections.Immutable;
using System.Text.Json;
using Sallyport.Hub.Console.Feeds;
using Sallyport.Hub.Console.Feeds.Kinds;
using Sallyport.Hub.Console.Feeds.Metrics;
using Sallyport.Hub.Console.Feeds.Objects;
using Sallyport.Hub.Console.Graphs;

namespace Sallyport.Console.Tests.Graphs;

/// <summary>What is drawn of each kind, and against which bounds.</summary>
public sealed class UseSubjectTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    private static readonly ResourceType Nodes = new("", "v1", "nodes", "Node", Namespaced: false);
    private static readonly ResourceType Deployments = new("apps", "v1", "deployments", "Deployment", Namespaced: true);

    [Fact]
    public void Pod_IsDrawnByContainerAgainstRequestsAndLimits()
    {
        var pod = Json("""{"spec":{"containers":[{"name":"web","resources":{"requests":{"cpu":"100m"},"limits":{"memory":"256Mi"}}},{"name":"proxy"}]}}""");

        var parts = UseSubject.PartsOf(Place(ResourceType.Pods, "web-1"), pod, Measured(Use("web-1", ("web", 0.05), ("sidecar", 0.01))));

        parts.Select(part => part.Name).Should().Equal("web", "proxy", "sidecar");
        parts[0].Should().Be(new UsePart("web") { Requested = new Usage(0.1, 0), Limit = new Usage(0, 256 << 20), Now = new Usage(0.05, 1 << 20), At = Now });
        parts[1].Now.Should().BeNull("nothing was measured of it");
    }

    [Fact]
    public void Pod_OfMoreContainersThanThereCanBe_OrOfTwoWithOneName_IsDrawnInMeasure()
    {
        var pod = Json($$$"""{"spec":{"containers":[{"name":"web"},{"name":"web"},{{{string.Join(',', Enumerable.Range(0, 40).Select(i => $$"""{"name":"c{{i}}"}"""))}}}]}}""");
        var used = Enumerable.Range(0, 10_000).Select(i => ($"u{i}", 0.1)).ToArray();

        var parts = UseSubject.PartsOf(Place(ResourceType.Pods, "web-1"), pod, Measured(Use("web-1", used)));

        parts.Select(part => part.Name).Should().OnlyHaveUniqueItems().And.HaveCount(UseHistory.MostParts).And.StartWith("web");
    }

    [Fact]
    public void Workload_IsTheSumOfItsPodsAgainstTheSumOfTheirBounds()
    {
        var deployment = Json("""{"spec":{"selector":{"matchLabels":{"app":"web"}},"template":{"spec":{"containers":[{"resources":{"limits":{"cpu":"1","memory":"1Gi"}}},{"resources":{"limits":{"cpu":"500m"}}}]}}}}""");

        var part = UseSubject.PartsOf(Place(Deployments, "web"), deployment, Measured(Use("web-1", ("web", 0.5)), Use("web-2", ("web", 0.25)))).Single();

        part.Should().Be(new UsePart("") { Limit = new Usage(3, 0), Now = new Usage(0.75, 2 << 20), At = Now }, "one container without a limit leaves all of them without one");
        UseSubject.QueryOf(Place(Deployments, "web"), deployment)!.LabelSelector.Should().Be("app=web");
    }

    [Fact]
    public void Node_IsDrawnAgainstWhatItHasForPods()
    {
        var node = Json("""{"status":{"capacity":{"cpu":"4"},"allocatable":{"cpu":"3500m","memory":"8Gi"}}}""");

        UseSubject.PartsOf(Place(Nodes, "n1"), node, Measured()).Single().Should().Be(new UsePart("") { Limit = new Usage(3.5, 8L << 30) });
    }

    [Fact]
    public void Workload_ThatPicksNoPods_IsNotAskedFor() =>
        UseSubject.QueryOf(Place(Deployments, "web"), Json("""{"spec":{}}""")).Should().BeNull();

    [Fact]
    public void History_OfWhatIsKnownAlready_DoesNotGrow()
    {
        var history = new UseHistory();
        history.Add([new UsePart("web") { Now = new Usage(1, 1), At = Now }, new UsePart("idle")]);
        history.Add([new UsePart("web") { Now = new Usage(2, 2), At = Now }]);

        history.Of("web").Should().Equal(new UseSample(Now, new Usage(1, 1)));
        history.Of("idle").Should().BeEmpty();
    }

    [Fact]
    public void History_KeepsTheLatest()
    {
        var history = new UseHistory();
        for (var i = 0; i <= UseHistory.Most; i++)
        {
            history.Add([new UsePart("web") { Now = new Usage(i, 0), At = Now.AddSeconds(i) }]);
        }

        history.Of("web").Should().HaveCount(UseHistory.Most);
        history.Of("web")[0].Used.Cpu.Should().Be(1);
    }

    private static ObjectPlace Place(ResourceType type, string name) => new("demo", type, type.Namespaced ? "shop" : null, name);

    private static MetricsSnapshot Measured(params MeasuredUse[] uses) =>
        new(new FeedPart("demo", null, FeedState.Live)) { Uses = uses.ToImmutableDictionary(use => (use.Namespace, use.Name)) };

    private static MeasuredUse Use(string pod, params (string Name, double Cpu)[] containers)
    {
        var each = containers.ToImmutableDictionary(one => one.Name, one => new Usage(one.Cpu, 1 << 20));
        return new MeasuredUse("shop", pod, Now, each.Values.Aggregate(default(Usage), (sum, one) => sum + one), each);
    }

    private static JsonElement Json(string text) => JsonDocument.Parse(text).RootElement;
}
