using Microsoft.AspNetCore.Http;
using Sallyport.Hub.Console.Actions;
using Sallyport.Hub.Console.Feeds.Calls;
using Sallyport.Hub.Console.Feeds.Kinds;
using Sallyport.Hub.Console.Feeds.Objects;
using Sallyport.Hub.Tests.Console.Feeds;

namespace Sallyport.Hub.Tests.Console.Actions;

public sealed class BulkWorkTests
{
    private static readonly ResourceType Pods = ResourceType.Pods with { Verbs = ["delete"] };

    [Fact]
    public async Task Bulk_TellsOfEach_AndOneThatIsRefusedKeepsNoneBack()
    {
        await using var cluster = await StandInCluster.StartAsync(context => context.Request.Path.Value!.EndsWith("/web-2", StringComparison.Ordinal)
            ? StandInCluster.RefuseAsync(context, 403, "pods is forbidden")
            : StandInCluster.SayAsync(context, 200, """{"kind":"Status","status":"Success"}"""));
        using var roads = cluster.Roads;
        using var work = new BulkWork(name => new ClusterApi(name, roads.To(name)), TimeProvider.System);
        ObjectPlace[] places = [.. Enumerable.Range(1, 3).Select(i => new ObjectPlace("a", Pods, "shop", $"web-{i}"))];

        work.Ask(ClusterActions.All.Single(action => action.Key == "delete"), places);
        work.Ended.Should().BeFalse("it is asked and not begun");
        cluster.Asked.Should().BeEmpty();
        await work.DoAsync(0);

        work.Ended.Should().BeTrue();
        places.Select(place => work.Outcomes[place]).Should().Equal(null, "pods is forbidden", null);
        cluster.Asked.Should().HaveCount(3);
    }

    [Fact]
    public async Task Bulk_Stopped_BeginsNoMore()
    {
        var work = (BulkWork?)null;
        await using var cluster = await StandInCluster.StartAsync(context =>
        {
            work!.Stop();
            return StandInCluster.SayAsync(context, 200, "{}");
        });
        using var roads = cluster.Roads;
        work = new BulkWork(name => new ClusterApi(name, roads.To(name)), TimeProvider.System);
        work.Ask(ClusterActions.All.Single(action => action.Key == "delete"), [.. Enumerable.Range(1, 40).Select(i => new ObjectPlace("a", Pods, "shop", $"web-{i}"))]);

        await work.DoAsync(0);

        work.Stopped.Should().BeTrue();
        cluster.Asked.Count.Should().BeLessThan(40);
        work.Dispose();
    }
}
