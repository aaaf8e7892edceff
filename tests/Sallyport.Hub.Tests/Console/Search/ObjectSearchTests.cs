using Microsoft.AspNetCore.Http;
using Sallyport.Hub.Console.Feeds.Kinds;
using Sallyport.Hub.Console.Search.Finding;
using Sallyport.Hub.Tests.Console.Feeds;

namespace Sallyport.Hub.Tests.Console.Search;

/// <summary>A search asks little, keeps little, and says what it did not look through.</summary>
public sealed class ObjectSearchTests : IAsyncLifetime
{
    private readonly PodCollection _pods = new PodCollection().With("web-1", "web-2", "api-1", "cobweb");
    private StandInCluster _cluster = null!;
    private Roads _roads = null!;
    private ObjectSearch _search = null!;

    public async ValueTask InitializeAsync()
    {
        _cluster = await StandInCluster.StartAsync(AnswerAsync);
        _roads = _cluster.Roads;
        _search = new ObjectSearch(_roads.To, new KindBook(_roads.To, TimeProvider.System), TimeProvider.System);
    }

    public async ValueTask DisposeAsync()
    {
        _roads.Dispose();
        await _cluster.DisposeAsync();
    }

    [Fact]
    public async Task Search_LooksThroughTheUsualKindsOnce_TheBestFirst()
    {
        var found = await FindAsync("web");

        found.Hits.Select(hit => (hit.Type.Kind, hit.Row.Name)).Should().Equal(("Pod", "web-1"), ("Pod", "web-2"), ("Pod", "cobweb"));
        found.Should().BeEquivalentTo(new { Read = SearchKinds.Usual.Length, Planned = SearchKinds.Usual.Length, IsOver = true });
        found.Gaps.Should().BeEmpty();
        Lists.Should().HaveCount(SearchKinds.Usual.Length).And.OnlyHaveUniqueItems().And.NotContain(asked => asked.Contains("secrets", StringComparison.Ordinal));
        found.Hits[0].Page.Should().Be("/c/a/pods/shop/web-1");
    }

    [Fact]
    public async Task LongerWord_AsksNobody_UntilAccessMayHaveChanged()
    {
        await FindAsync("web");
        _cluster.Asked.Clear();

        (await FindAsync("web-2")).Hits.Select(hit => hit.Row.Name).Should().Equal("web-2");
        Lists.Should().BeEmpty();

        _search.Forget();
        await FindAsync("web-2");
        Lists.Should().HaveCount(SearchKinds.Usual.Length);
    }

    [Fact]
    public async Task AnotherWord_IsAsked()
    {
        await FindAsync("web");
        _cluster.Asked.Clear();

        (await FindAsync("api")).Hits.Select(hit => hit.Row.Name).Should().Equal("api-1");
        Lists.Should().NotBeEmpty();
    }

    [Fact]
    public async Task WhoMayReadSomeNamespaces_IsRefusedOnce_AndAskedForThoseAlone()
    {
        _cluster.Answer = context => context.Request.Path.Value!.Contains("/namespaces/shop/", StringComparison.Ordinal) || IsOfNoNamespace(context)
            ? AnswerAsync(context)
            : StandInCluster.RefuseAsync(context, 403, "not in all namespaces", "shop");

        var found = await FindAsync("web");

        found.Hits.Should().HaveCount(3);
        found.Gaps.Should().BeEmpty();
        Lists.Count(asked => !asked.Contains("/namespaces/shop/", StringComparison.Ordinal)).Should().Be(1 + 2, "the refusal, nodes and namespaces");
    }

    [Fact]
    public async Task WhatIsClosed_IsNamedWithTheReason_AndTheRestIsFound()
    {
        _cluster.Answer = context => IsOf(context, "secrets") ? StandInCluster.RefuseAsync(context, 403, "Secrets are hidden.") : AnswerAsync(context);

        var found = await FindAsync("web", scope => scope with { Secrets = true });

        found.Hits.Should().HaveCount(3);
        found.Gaps.Should().Equal(new SearchGap(SearchGapReason.Blocked, "a", "secrets", "Secrets are hidden."));
    }

    [Fact]
    public async Task ClusterThatIsAway_IsNamed_AndNotAsked()
    {
        var found = await FindAsync("web", scope => scope with { Clusters = [.. scope.Clusters, new SearchCluster("b", IsThere: false)] });

        found.Hits.Should().HaveCount(3);
        found.Gaps.Should().Equal(new SearchGap(SearchGapReason.Away, "b", "", ""));
    }

    [Fact]
    public async Task Calls_AreNoMoreThanAllowed_AndWhatWasNotAskedIsNamed()
    {
        var found = await FindAsync("web", scope => scope with { Calls = 4 });

        Lists.Should().HaveCount(4);
        found.Hits.Should().NotBeEmpty("pods are among the first");
        found.Gaps.Should().HaveCount(SearchKinds.Usual.Length - 4).And.OnlyContain(gap => gap.Why == SearchGapReason.NotAsked);
    }

    [Fact]
    public async Task OfThousandsThatFit_AFewAreKept_AndSaidToBeNotAll()
    {
        _pods.PageSize = 500;
        _pods.With([.. Enumerable.Range(0, 3_000).Select(i => $"worker-{i:0000}")]);

        var found = await FindAsync("worker");

        found.Hits.Length.Should().BeInRange(100, 200);
        found.Gaps.Should().Equal(new SearchGap(SearchGapReason.More, "a", "pods", ""));
        _cluster.Asked.Count(asked => asked.StartsWith("/api/v1/pods", StringComparison.Ordinal)).Should().Be(2, "enough of them fit by the second of seven pages");
    }

    [Fact]
    public async Task ObjectThatAClusterListsTwice_IsFoundOnce()
    {
        var twice = PodCollection.Row("web-1");
        _cluster.Answer = context => IsOf(context, "pods") ? StandInCluster.SayAsync(context, 200, PodCollection.Table([twice, PodCollection.Row("web-2"), twice], 1)) : AnswerAsync(context);

        (await FindAsync("web")).Hits.Select(hit => hit.Row.Name).Should().Equal("web-1", "web-2");
    }

    [Fact]
    public async Task ClusterWhoseListsNeverEnd_LeavesCallsForTheOthers()
    {
        await using var endless = await StandInCluster.StartAsync(context => StandInCluster.SayAsync(context, 200, PodCollection.Table([], 1, next: "more")));
        _roads.With("endless", endless.Endpoint);

        var found = await FindAsync("web", scope => scope with { Clusters = [new SearchCluster("endless", IsThere: true), .. scope.Clusters] });

        found.Hits.Should().HaveCount(3);
        endless.Asked.Count(asked => asked.Contains("limit=", StringComparison.Ordinal)).Should().Be(50);
        found.Gaps.Should().NotBeEmpty().And.OnlyContain(gap => gap.Cluster == "endless" && gap.Why == SearchGapReason.NotAsked);
    }

    [Fact]
    public async Task OneAmongThousands_IsFound()
    {
        _pods.PageSize = 500;
        _pods.With([.. Enumerable.Range(0, 3_000).Select(i => $"worker-{i:0000}")]);

        (await FindAsync("worker-2999")).Hits.Select(hit => (hit.Row.Name, hit.Rank)).Should().Equal(("worker-2999", SearchRank.Whole));
    }

    [Fact]
    public async Task Answer_ThatIsNone_IsAGap()
    {
        _cluster.Answer = context => IsOf(context, "pods") ? StandInCluster.SayAsync(context, 200, "<html>") : AnswerAsync(context);

        var found = await FindAsync("web");

        found.Gaps.Should().ContainSingle().Which.Should().BeEquivalentTo(new { Why = SearchGapReason.Failed, Kind = "pods" });
        found.IsOver.Should().BeTrue();
    }

    [Fact]
    public async Task SearchThatNobodyWaitsFor_EndsItsCalls()
    {
        var hanging = new TaskCompletionSource();
        _cluster.Answer = async context =>
        {
            hanging.TrySetResult();
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
        };
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var search = FindAsync("web", cancellationToken: enough.Token);
        await hanging.Task;

        await enough.CancelAsync();

        (await search).Hits.Should().BeEmpty();
    }

    private IEnumerable<string> Lists => _cluster.Asked.Where(asked => asked.Contains("limit=", StringComparison.Ordinal));

    private static bool IsOfNoNamespace(HttpContext context) => IsOf(context, "nodes") || IsOf(context, "namespaces");

    private static bool IsOf(HttpContext context, string resource) => context.Request.Path.Value!.EndsWith("/" + resource, StringComparison.Ordinal);

    private Task AnswerAsync(HttpContext context) =>
        IsOf(context, "pods") ? _pods.AnswerAsync(context) : StandInCluster.SayAsync(context, 200, PodCollection.Table([], 1));

    private async Task<SearchSnapshot> FindAsync(string typed, Func<SearchScope, SearchScope>? change = null, CancellationToken? cancellationToken = null)
    {
        var scope = new SearchScope([new SearchCluster("a", IsThere: true)], Calls: 100);
        var last = SearchSnapshot.None;
        await foreach (var found in _search.FindAsync(change?.Invoke(scope) ?? scope, SearchWords.Read(typed), cancellationToken ?? TestContext.Current.CancellationToken))
        {
            last = found;
        }

        return last;
    }
}
