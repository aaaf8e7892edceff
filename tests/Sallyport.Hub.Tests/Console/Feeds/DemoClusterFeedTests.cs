using System.Net.Http.Headers;
using System.Text;
using Sallyport.Demo;
using Sallyport.Hub.Console.Feeds;
using Sallyport.Hub.Console.Feeds.Calls;
using Sallyport.Hub.Console.Feeds.Kinds;
using Sallyport.Hub.Console.Feeds.Listing;
using Sallyport.Hub.Console.Feeds.Logs;
using Sallyport.Hub.Console.Feeds.Metrics;
using Sallyport.Hub.Console.Feeds.Objects;
using Sallyport.Hub.Console.Feeds.Rows;

namespace Sallyport.Hub.Tests.Console.Feeds;

/// <summary>The feeds over a cluster that behaves as Kubernetes does.</summary>
public sealed class DemoClusterFeedTests : IAsyncLifetime
{
    private DemoCluster _cluster = null!;
    private Roads _roads = null!;
    private KindBook _kinds = null!;

    public async ValueTask InitializeAsync()
    {
        _cluster = await DemoCluster.StartAsync(new DemoClusterOptions(), TestContext.Current.CancellationToken);
        _roads = Roads.Of(_cluster);
        _kinds = new KindBook(_roads.To, TimeProvider.System);
    }

    public async ValueTask DisposeAsync()
    {
        _roads.Dispose();
        await _cluster.DisposeAsync();
    }

    [Fact]
    public async Task Kinds_AreFoundByEveryNameThatKubectlKnows_CustomOnesIncluded()
    {
        var catalog = await _kinds.GetAsync("demo", TestContext.Current.CancellationToken);

        catalog.Problems.Should().BeEmpty();
        catalog.Find("po").Should().BeEquivalentTo(new { Group = "", Version = "v1", Resource = "pods", Kind = "Pod", Namespaced = true });
        catalog.Find("deploy")!.FullName.Should().Be("deployments.apps");
        catalog.Find("deployments.apps").Should().Be(catalog.Find("Deployment"));
        catalog.Find("pods")!.Subresources.Should().Contain("log");
        catalog.FindKind("apps/v1", "ReplicaSet")!.Resource.Should().Be("replicasets");
        catalog.Types.Should().Contain(type => type.Group.Contains('.', StringComparison.Ordinal) && !type.Group.EndsWith("k8s.io", StringComparison.Ordinal), "a custom kind is among them");
    }

    [Fact]
    public async Task EveryKindThatCanBeWatched_OpensAsALiveTable()
    {
        var catalog = await _kinds.GetAsync("demo", TestContext.Current.CancellationToken);
        foreach (var type in catalog.Types.Where(type => type.CanWatch))
        {
            await using var feed = new ResourceFeed(new FeedQuery(type, ["demo"]), _roads.To, TimeProvider.System, _kinds);

            var table = await feed.Rows.Snapshots.UntilAsync(table => table.Parts is [{ State: not FeedState.Loading }]);

            table.Parts[0].Should().Match<FeedPart>(part => part.State == FeedState.Live, type.FullName);
            table.Columns.Should().ContainSingle(column => column.Kind == ColumnKind.Name, type.FullName);
        }
    }

    [Fact]
    public async Task Row_ThatIsLabelled_ChangesInTheTable()
    {
        await using var feed = new ResourceFeed(new FeedQuery(ResourceType.Pods, ["demo"]), _roads.To, TimeProvider.System, _kinds);
        var pod = (await feed.Rows.Snapshots.UntilAsync(table => table.Parts is [{ State: FeedState.Live }] && table.Count > 0)).First(row => !row.Owners.IsEmpty);

        await SendAsync(HttpMethod.Patch, ResourceType.Pods.Path(pod.Namespace, pod.Name), """{"metadata":{"labels":{"looked-at":"yes"}}}""", "application/merge-patch+json");

        feed.Rows.Show(RowFilter.Parse("label:looked-at=yes"));
        (await feed.Rows.Snapshots.UntilAsync(table => table.Count == 1))[0].Key.Should().Be(pod.Key);
    }

    [Fact]
    public async Task Object_IsWholeAndLive_WithItsKindAndItsEvents()
    {
        var place = await APodAsync();
        await using var feed = new ObjectFeed(place, _roads.To, TimeProvider.System, _kinds);

        var shown = await feed.Snapshots.UntilAsync(shown => shown is { Part.State: FeedState.Live, EventsPart.State: FeedState.Live } && shown.Whole.At("kind").ValueKind != default);
        shown.Whole.Text("kind").Should().Be("Pod");
        shown.Whole.Text("apiVersion").Should().Be("v1");
        shown.Whole.At("metadata").Text("name").Should().Be(place.Name);
        var uid = shown.Whole.At("metadata").Text("uid");
        await SendAsync(HttpMethod.Post, $"/api/v1/namespaces/{place.Namespace}/events",
            $$$"""{"kind":"Event","apiVersion":"v1","metadata":{"name":"one.{{{Guid.NewGuid():N}}}"},"involvedObject":{"kind":"Pod","namespace":"{{{place.Namespace}}}","name":"{{{place.Name}}}","uid":"{{{uid}}}"},"type":"Warning","reason":"Tested","message":"by a test","count":3}""");

        (await feed.Snapshots.UntilAsync(shown => shown.Events.Any(said => said.Reason == "Tested"))).Events.First(said => said.Reason == "Tested")
            .Should().BeEquivalentTo(new { Type = "Warning", Message = "by a test", Count = 3L });

        await SendAsync(HttpMethod.Delete, $"{place.Type.Path(place.Namespace, place.Name)}?gracePeriodSeconds=0", "{}");
        (await feed.Snapshots.UntilAsync(shown => shown.IsGone)).Whole.ValueKind.Should().Be(System.Text.Json.JsonValueKind.Undefined);
    }

    [Fact]
    public async Task Relations_OfAPodAndItsOwner_LeadToOneAnother()
    {
        var place = await APodAsync("ReplicaSet");
        var relations = new Relations(_roads.To, _kinds);

        var ofPod = await relations.FindAsync(place, await ReadAsync(place), TestContext.Current.CancellationToken);
        ofPod.Where(relation => relation.Kind == RelationKind.Owner).Select(relation => relation.Place.Type.Kind).Should().Equal("ReplicaSet", "Deployment");
        ofPod.Should().Contain(relation => relation.Kind == RelationKind.Names && relation.Place.Type.Kind == "Node");

        var owner = ofPod[0].Place;
        var ofOwner = await relations.FindAsync(owner, await ReadAsync(owner), TestContext.Current.CancellationToken);
        ofOwner.Should().Contain(relation => relation.Kind == RelationKind.Child && relation.Place.Name == place.Name);

        if (ofPod.FirstOrDefault(relation => relation.Kind == RelationKind.SelectedBy) is { } service)
        {
            var ofService = await relations.FindAsync(service.Place, await ReadAsync(service.Place), TestContext.Current.CancellationToken);
            ofService.Should().Contain(relation => relation.Kind == RelationKind.Selects && relation.Place.Name == place.Name);
        }
    }

    [Fact]
    public async Task Log_OfAWorkload_InterleavesItsPodsByTime()
    {
        await using var feed = new ResourceFeed(new FeedQuery(ResourceType.Pods, ["demo"]), _roads.To, TimeProvider.System, _kinds);
        var pods = (await feed.Rows.Snapshots.UntilAsync(table => table.Parts is [{ State: FeedState.Live }])).ToArray();
        var app = pods.Where(pod => pod.Status.Health == Health.Ok && pod.Status.Words == "Running" && pod.Labels.Find("app") is not null)
            .GroupBy(pod => (pod.Namespace, App: pod.Labels.Find("app"))).First(group => group.Count() > 1);
        await using var log = new LogFeed(new LogQuery("demo", app.Key.Namespace) { LabelSelector = $"app={app.Key.App}", TailLines = 20 }, _roads.To, TimeProvider.System);

        var lines = await log.Snapshots.UntilAsync(lines => lines.Sources.Length >= 2 && lines.Select(line => line.Source.Pod).Distinct().Count() >= 2);

        lines.Select(line => line.Order).Should().BeInAscendingOrder();
        lines.Pods.State.Should().Be(FeedState.Live);
    }

    [Theory]
    [InlineData(Measured.Pods)]
    [InlineData(Measured.Nodes)]
    public async Task Metrics_OfPodsAndNodes_AreNumbers(Measured of)
    {
        await using var feed = new MetricsFeed(new MetricsQuery("demo", of), _roads.To, TimeProvider.System);

        var measured = await feed.Snapshots.UntilAsync(measured => measured.Part.State != FeedState.Loading);

        measured.Part.State.Should().Be(FeedState.Live);
        measured.Uses.Values.Should().NotBeEmpty().And.OnlyContain(use => use.Total.Cpu > 0 && use.Total.Memory > 1 << 20 && use.Containers.Count > 0 == (of == Measured.Pods));
    }

    [Fact]
    public async Task Metrics_OfOnePod_AreThatPodsAlone()
    {
        var pod = await APodAsync();
        await using var feed = new MetricsFeed(new MetricsQuery("demo", Measured.Pods) { Namespace = pod.Namespace, Name = pod.Name }, _roads.To, TimeProvider.System);

        var measured = await feed.Snapshots.UntilAsync(measured => measured.Part.State != FeedState.Loading);

        measured.Uses.Keys.Should().Equal((pod.Namespace!, pod.Name));
    }

    [Fact]
    public async Task Metrics_OfLabels_AreOfThePodsThatHaveThem()
    {
        await using var feed = new MetricsFeed(new MetricsQuery("demo", Measured.Pods) { Namespace = "shop", LabelSelector = "app=storefront" }, _roads.To, TimeProvider.System);

        var measured = await feed.Snapshots.UntilAsync(measured => measured.Part.State != FeedState.Loading);

        measured.Uses.Keys.Should().NotBeEmpty().And.OnlyContain(pod => pod.Namespace == "shop" && pod.Name.StartsWith("storefront-", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Metrics_OfAPodThatIsNotMeasuredYet_AreNoneAndNotAbsent()
    {
        await using var feed = new MetricsFeed(new MetricsQuery("demo", Measured.Pods) { Namespace = "shop", Name = "not-yet" }, _roads.To, TimeProvider.System);

        var measured = await feed.Snapshots.UntilAsync(measured => measured.Part.State != FeedState.Loading);

        (measured.Part.State, measured.Uses.Count).Should().Be((FeedState.Live, 0));
    }

    private async Task<ObjectPlace> APodAsync(string ownerKind = "ReplicaSet")
    {
        await using var feed = new ResourceFeed(new FeedQuery(ResourceType.Pods, ["demo"]), _roads.To, TimeProvider.System, _kinds);
        var pod = (await feed.Rows.Snapshots.UntilAsync(table => table.Any(row => row.Owners.Any(owner => owner.Kind == ownerKind))))
            .First(row => row.Owners.Any(owner => owner.Kind == ownerKind));
        return new ObjectPlace("demo", ResourceType.Pods, pod.Namespace, pod.Name);
    }

    private Task<System.Text.Json.JsonElement> ReadAsync(ObjectPlace place) =>
        new ClusterApi("demo", _roads.To("demo")).ReadAsync(place.Type.Path(place.Namespace, place.Name), ClusterApi.Json, TestContext.Current.CancellationToken);

    private async Task SendAsync(HttpMethod method, string target, string body, string type = "application/json")
    {
        using var request = new HttpRequestMessage(method, "http://cluster.invalid" + target) { Content = new StringContent(body, Encoding.UTF8, new MediaTypeHeaderValue(type)) };
        using var answer = await _roads.To("demo").SendAsync(request, TestContext.Current.CancellationToken);
        answer.IsSuccessStatusCode.Should().BeTrue(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }
}
