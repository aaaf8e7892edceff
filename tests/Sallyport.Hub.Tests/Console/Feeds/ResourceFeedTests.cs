using Sallyport.Hub.Console.Feeds;
using Sallyport.Hub.Console.Feeds.Kinds;
using Sallyport.Hub.Console.Feeds.Listing;
using Sallyport.Hub.Console.Feeds.Rows;
using Sallyport.Hub.Tests.Storage;

namespace Sallyport.Hub.Tests.Console.Feeds;

public sealed class ResourceFeedTests
{
    [Fact]
    public async Task Feed_OfManyPages_ShowsAllRowsAndIsLive()
    {
        var pods = new PodCollection { PageSize = 3 }.With("a", "b", "c", "d", "e", "f", "g");
        await using var cluster = await StandInCluster.StartAsync(pods.AnswerAsync);
        await using var feed = Open(cluster);

        var table = await UntilAsync(feed, table => State(table) == FeedState.Live);

        table.Select(row => row.Name).Should().Equal("a", "b", "c", "d", "e", "f", "g");
        table.Columns.Select(column => (column.Name, column.Wide)).Should().StartWith([("Name", false), ("Ready", false)]).And.EndWith([("Node", true)]);
        table[0].Should().BeEquivalentTo(new { Cluster = "a", Namespace = "shop", Status = new RowStatus(Health.Ok, "Running") });
        table[0][3].Should().Be("0", "a number is a cell as well");
        cluster.Asked.Should().Contain(asked => asked.Contains("limit=500&continue=3", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Watch_SaysWhatCameChangedAndWent_AndTheTableFollows()
    {
        var pods = new PodCollection().With("a", "b");
        await using var cluster = await StandInCluster.StartAsync(pods.AnswerAsync);
        await using var feed = Open(cluster);
        await Eventually.TrueAsync(() => pods.Watches == 1);

        pods.Say(PodCollection.Event("MODIFIED", PodCollection.Row("a", status: "CrashLoopBackOff", ready: "0/1", restarts: 3)));
        pods.Say(PodCollection.Event("ADDED", PodCollection.Row("c")));
        pods.Say(PodCollection.Event("DELETED", PodCollection.Row("b")));

        var table = await UntilAsync(feed, table => table.Count == 2 && table[1].Name == "c" && table[0][3] == "3");
        table[0].Status.Should().Be(new RowStatus(Health.Failing, "CrashLoopBackOff"));
        table.Health.Should().Be(new HealthCounts(Unknown: 0, Ok: 1, Warning: 0, Failing: 1));
    }

    [Fact]
    public async Task Watch_ThatEnds_GoesOnFromTheLastBookmark()
    {
        var pods = new PodCollection().With("a");
        await using var cluster = await StandInCluster.StartAsync(pods.AnswerAsync);
        await using var feed = Open(cluster);
        await Eventually.TrueAsync(() => pods.Watches == 1);

        pods.Say(PodCollection.Event("BOOKMARK", PodCollection.Row("", version: 555)));
        pods.Say(null);

        await Eventually.TrueAsync(() => cluster.Asked.Any(asked => asked.EndsWith("resourceVersion=555", StringComparison.Ordinal)));
        cluster.Asked.Count(asked => !asked.Contains("watch=true", StringComparison.Ordinal)).Should().Be(1, "nothing was listed again");
        feed.Rows.Snapshots.Current.Count.Should().Be(1, "a bookmark is no row");
    }

    [Fact]
    public async Task Watch_ThatIsTooOld_ListsAnewWithoutEmptyingTheTable()
    {
        var pods = new PodCollection().With("a", "b");
        await using var cluster = await StandInCluster.StartAsync(pods.AnswerAsync);
        await using var feed = Open(cluster);
        await UntilAsync(feed, table => table.Total == 2);
        await Eventually.TrueAsync(() => pods.Watches == 1);
        var least = int.MaxValue;
        using var end = new CancellationTokenSource();
        var seen = UntilAsync(feed, table => table.Any(row => row.Name == "c"));
        var fewest = Task.Run(async () =>
        {
            await foreach (var table in feed.Rows.Snapshots.FollowAsync(end.Token))
            {
                least = Math.Min(least, table.Total);
            }
        }, TestContext.Current.CancellationToken);

        pods.Pods.Clear();
        pods.With("b", "c");
        pods.Say(PodCollection.Error(410, "too old resource version"));

        (await seen).Select(row => row.Name).Should().Contain("c");
        (await UntilAsync(feed, table => table.Total == 2)).Select(row => row.Name).Should().Equal("b", "c");
        await end.CancelAsync();
        await fewest;
        least.Should().BeGreaterThanOrEqualTo(2);
    }

    [Fact]
    public async Task Watch_ThatIsRefusedInItsMiddle_DropsTheRowsAndSaysWhy_UntilAccessComesBack()
    {
        var pods = new PodCollection().With("a", "b");
        await using var cluster = await StandInCluster.StartAsync(pods.AnswerAsync);
        await using var feed = Open(cluster);
        await Eventually.TrueAsync(() => pods.Watches == 1);

        cluster.Answer = context => StandInCluster.RefuseAsync(context, 403, "pods is forbidden: your role does not include that. To ask: ops.");
        pods.Say(PodCollection.Error(403, "pods is forbidden: your role does not include that. To ask: ops."));

        var blocked = await UntilAsync(feed, table => State(table) == FeedState.Blocked && table.Parts[0].RetryAt is null);
        blocked.Total.Should().Be(0);
        blocked.Parts[0].Problem!.Message.Should().Be("pods is forbidden: your role does not include that. To ask: ops.");

        cluster.Answer = pods.AnswerAsync;
        await Eventually.TrueAsync(() =>
        {
            feed.LookAgain();
            return feed.Rows.Snapshots.Current.Total == 2;
        });
        State(feed.Rows.Snapshots.Current).Should().BeOneOf(FeedState.Live, FeedState.Loading);
    }

    [Fact]
    public async Task AllNamespaces_RefusedWithNames_AreAskedOneByOneAndMerged()
    {
        await using var cluster = await StandInCluster.StartAsync(context => context.Request.Path.Value switch
        {
            "/api/v1/pods" => StandInCluster.RefuseAsync(context, 403, "ask for one of them", "shop", "pay"),
            "/api/v1/namespaces/shop/pods" => Only("web", "shop").AnswerAsync(context),
            "/api/v1/namespaces/pay/pods" => Only("till", "pay").AnswerAsync(context),
            _ => StandInCluster.RefuseAsync(context, 403, "no"),
        });
        await using var feed = Open(cluster);

        var table = await UntilAsync(feed, table => table.Count == 2 && table.Parts.All(part => part.State == FeedState.Live));

        table.Select(row => $"{row.Namespace}/{row.Name}").Should().Equal("pay/till", "shop/web");
        table.Parts.Select(part => part.Namespace).Should().Equal("pay", "shop");
    }

    [Fact]
    public async Task AllNamespaces_WhenAccessWidens_AreAskedForAtOnceAgain()
    {
        var wide = false;
        await using var cluster = await StandInCluster.StartAsync(context => context.Request.Path.Value == "/api/v1/pods" && !Volatile.Read(ref wide)
            ? StandInCluster.RefuseAsync(context, 403, "ask for one of them", "shop")
            : Only("web", "shop").AnswerAsync(context));
        await using var feed = Open(cluster);
        await UntilAsync(feed, table => table.Parts is [{ Namespace: "shop", State: FeedState.Live }]);

        Volatile.Write(ref wide, true);
        await Eventually.TrueAsync(() =>
        {
            feed.LookAgain();
            return feed.Rows.Snapshots.Current is { Count: 1, Parts: [{ Namespace: null, State: FeedState.Live }] };
        });
    }

    [Fact]
    public async Task Kind_ThatAClusterLacks_IsNoneOfItThere()
    {
        await using var cluster = await StandInCluster.StartAsync(context => StandInCluster.SayAsync(context, 404, "404 page not found"));
        await using var feed = Open(cluster);

        var table = await UntilAsync(feed, table => State(table) == FeedState.Absent);
        table.Total.Should().Be(0);
    }

    [Fact]
    public async Task Cluster_ThatIsAway_IsNamed_AndTheOthersAreShown()
    {
        var pods = new PodCollection().With("a");
        await using var here = await StandInCluster.StartAsync(pods.AnswerAsync);
        await using var away = await StandInCluster.StartAsync(context =>
            StandInCluster.SayAsync(context, 503, """{"kind":"Status","message":"The agent of cluster b has been away for 2 h.","code":503}"""));
        using var roads = new Roads().With("a", here.Endpoint).With("b", away.Endpoint);
        await using var feed = new ResourceFeed(new FeedQuery(ResourceType.Pods, ["a", "b"]), roads.To, TimeProvider.System);

        var table = await UntilAsync(feed, table => table.Count == 1 && table.Parts.Any(part => part.State == FeedState.Away));

        table.Parts.Single(part => part.Cluster == "b").Should().Match<FeedPart>(part =>
            part.Problem!.Message == "The agent of cluster b has been away for 2 h." && part.RetryAt != null);

        away.Answer = Only("late", "shop").AnswerAsync;
        await UntilAsync(feed, table => table.Count == 2);
    }

    [Fact]
    public async Task Connection_ThatBreaks_KeepsTheRows_AndComesBack()
    {
        var pods = new PodCollection().With("a");
        await using var cluster = await StandInCluster.StartAsync(pods.AnswerAsync);
        await using var feed = Open(cluster);
        await Eventually.TrueAsync(() => pods.Watches == 1);

        cluster.Answer = context =>
        {
            context.Abort();
            return Task.CompletedTask;
        };
        pods.Say(null);
        var broken = await UntilAsync(feed, table => State(table) == FeedState.Reconnecting);
        broken.Count.Should().Be(1);

        cluster.Answer = pods.AnswerAsync;
        await UntilAsync(feed, table => State(table) == FeedState.Live);
    }

    [Fact]
    public async Task Selectors_OfTheQuery_AreAskedOfTheCluster()
    {
        await using var cluster = await StandInCluster.StartAsync(new PodCollection().AnswerAsync);
        using var roads = cluster.Roads;
        var query = new FeedQuery(ResourceType.Pods, ["a"]) { Namespaces = ["shop"], LabelSelector = "app=web,tier in (a, b)", FieldSelector = "spec.nodeName=n1" };
        await using var feed = new ResourceFeed(query, roads.To, TimeProvider.System);

        await UntilAsync(feed, table => State(table) == FeedState.Live);
        cluster.Asked.First().Should().Be(
            "/api/v1/namespaces/shop/pods?includeObject=Metadata&labelSelector=app%3Dweb%2Ctier%20in%20%28a%2C%20b%29&fieldSelector=spec.nodeName%3Dn1&limit=500");
    }

    [Fact]
    public async Task Dispose_EndsEveryCall()
    {
        var pods = new PodCollection().With("a");
        await using var cluster = await StandInCluster.StartAsync(pods.AnswerAsync);
        var feed = Open(cluster);
        await Eventually.TrueAsync(() => pods.Watches == 1);

        await feed.DisposeAsync();

        await Eventually.TrueAsync(() => pods.Watches == 0);
    }

    private static PodCollection Only(string name, string ns)
    {
        var pods = new PodCollection();
        pods.Pods[name] = PodCollection.Row(name, ns);
        return pods;
    }

    private static ResourceFeed Open(StandInCluster cluster) =>
        new(new FeedQuery(ResourceType.Pods, ["a"]), cluster.Roads.To, TimeProvider.System);

    private static FeedState? State(RowSnapshot table) => table.Parts is [var part] ? part.State : null;

    private static Task<RowSnapshot> UntilAsync(ResourceFeed feed, Predicate<RowSnapshot> holds) => feed.Rows.Snapshots.UntilAsync(holds);
}
