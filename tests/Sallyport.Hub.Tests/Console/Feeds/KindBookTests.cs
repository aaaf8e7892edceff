using Sallyport.Hub.Console.Feeds.Calls;
using Sallyport.Hub.Console.Feeds.Kinds;
using Sallyport.Hub.Tests.Storage;

namespace Sallyport.Hub.Tests.Console.Feeds;

public sealed class KindBookTests
{
    [Fact]
    public async Task Discovery_GroupByGroup_TakesThePreferredVersion_AndNamesWhatCouldNotBeRead()
    {
        await using var cluster = await StandInCluster.StartAsync(context => context.Request.Path.Value switch
        {
            "/api" => StandInCluster.SayAsync(context, 200, """{"kind":"APIVersions","versions":["v1"]}"""),
            "/apis" => StandInCluster.SayAsync(context, 200, """
                {"kind":"APIGroupList","groups":[
                {"name":"shop.example","versions":[{"groupVersion":"shop.example/v1alpha1","version":"v1alpha1"},{"groupVersion":"shop.example/v1","version":"v1"}],"preferredVersion":{"groupVersion":"shop.example/v1","version":"v1"}},
                {"name":"away.example","versions":[{"groupVersion":"away.example/v1","version":"v1"}],"preferredVersion":{"groupVersion":"away.example/v1","version":"v1"}}]}
                """),
            "/api/v1" => StandInCluster.SayAsync(context, 200, """
                {"kind":"APIResourceList","groupVersion":"v1","resources":[{"name":"pods","singularName":"","namespaced":true,"kind":"Pod","verbs":["get","list","watch"],"shortNames":["po"],"categories":["all"]},{"name":"pods/log","namespaced":true,"kind":"Pod","verbs":["get"]}]}
                """),
            "/apis/shop.example/v1" => Tills(context, "v1"),
            "/apis/shop.example/v1alpha1" => Tills(context, "v1alpha1"),
            _ => StandInCluster.SayAsync(context, 503, """{"kind":"Status","message":"the server is currently unable to handle the request"}"""),
        });
        using var roads = cluster.Roads;

        var catalog = await new KindBook(roads.To, TimeProvider.System).GetAsync("a", TestContext.Current.CancellationToken);

        catalog.Types.Select(type => $"{type.FullName} {type.ApiVersion}").Should().Equal("pods v1", "tills.shop.example shop.example/v1");
        catalog.Find("po").Should().BeEquivalentTo(new { Subresources = (string[])["log"], Categories = (string[])["all"], CanWatch = true });
        catalog.Problems.Should().ContainSingle().Which.Message.Should().Be("the server is currently unable to handle the request");
    }

    [Fact]
    public async Task Cluster_ThatGoesAway_KeepsWhatWasKnown_AndANewKindShowsWhenItIsOld()
    {
        var time = new ManualTime();
        var aggregated = Aggregated("tills");
        await using var cluster = await StandInCluster.StartAsync(context => StandInCluster.SayAsync(context, 200, aggregated));
        using var roads = cluster.Roads;
        var book = new KindBook(roads.To, time);
        (await book.GetAsync("a", TestContext.Current.CancellationToken)).Find("tills").Should().NotBeNull();
        var asked = cluster.Asked.Count;
        await book.GetAsync("a", TestContext.Current.CancellationToken);
        cluster.Asked.Should().HaveCount(asked, "it is read again when it is old, and not before");

        cluster.Answer = context => StandInCluster.SayAsync(context, 503, "{}");
        time.Advance(TimeSpan.FromMinutes(2));
        var away = await book.GetAsync("a", TestContext.Current.CancellationToken);
        away.Find("tills").Should().NotBeNull();
        away.Problems.Should().ContainSingle().Which.Kind.Should().Be(ProblemKind.Away);

        cluster.Answer = context => StandInCluster.SayAsync(context, 200, Aggregated("carts"));
        time.Advance(TimeSpan.FromMinutes(2));
        (await book.GetAsync("a", TestContext.Current.CancellationToken)).Types.Select(type => type.Resource).Should().Equal("carts");
    }

    private static string Aggregated(string resource) => $$$$"""
        {"kind":"APIGroupDiscoveryList","items":[{"metadata":{"name":"shop.example"},"versions":[{"version":"v1","freshness":"Current","resources":[{"resource":"{{{{resource}}}}","responseKind":{"kind":"Till"},"scope":"Namespaced","verbs":["list","watch"]}]}]}]}
        """;

    private static Task Tills(Microsoft.AspNetCore.Http.HttpContext context, string version) => StandInCluster.SayAsync(context, 200, $$"""
        {"kind":"APIResourceList","groupVersion":"shop.example/{{version}}","resources":[{"name":"tills","singularName":"till","namespaced":true,"kind":"Till","verbs":["get","list","watch"]}]}
        """);
}
