using Microsoft.Extensions.DependencyInjection;
using Sallyport.Access.Policy;
using Sallyport.Hub.Console.Feeds;
using Sallyport.Hub.Console.Feeds.Kinds;
using Sallyport.Hub.Console.Feeds.Listing;
using Sallyport.Hub.Gateway.InProcess;
using Sallyport.Hub.Identity.Sessions;
using Sallyport.Hub.Policy;
using Sallyport.Hub.Tests.Gateway;
using Sallyport.Hub.Tests.Policy;
using Sallyport.Hub.Tests.Storage;

namespace Sallyport.Hub.Tests.Console.Feeds;

/// <summary>A live table by the console's own entrance: a person sees what the policy lets them see, as it changes.</summary>
public sealed class EntranceFeedTests(GatewayRig rig) : IClassFixture<GatewayRig>
{
    private static readonly Scope Shop = new() { Kind = ScopeKind.Namespace, Namespaces = ["shop"] };

    [Fact]
    public async Task Table_OfSomebodyWithOneNamespace_ShowsIt_AndEmptiesAndFillsAsAccessGoesAndComes()
    {
        var pods = new PodCollection().With("web-1", "web-2");
        rig.Agent.Answer = pods.AnswerAsync;
        await rig.PersonAsync("nora", "namespace-read-only", Shop);
        var begun = await rig.Services.GetRequiredService<SessionStore>()
            .BeginConsoleAsync(new SessionStart("nora", SessionStart.Local, "test"), TestContext.Current.CancellationToken);
        using var road = rig.Services.GetRequiredService<ConsoleEntrance>().Open("alpha", new ConsoleSession(begun.Id, "nora", "127.0.0.1"));
        await using var feed = new ResourceFeed(new FeedQuery(ResourceType.Pods, ["alpha"]), _ => road, TimeProvider.System);

        var shown = await feed.Rows.Snapshots.UntilAsync(table => table.Count == 2 && table.Parts is [{ State: FeedState.Live }]);
        shown.Parts[0].Namespace.Should().Be("shop", "all namespaces were refused, and this one named");
        await Eventually.TrueAsync(() => pods.Watches == 1);
        pods.Say(PodCollection.Event("ADDED", PodCollection.Row("web-3")));
        await feed.Rows.Snapshots.UntilAsync(table => table.Count == 3);

        await rig.TakeAwayAsync("nora");
        var gone = await feed.Rows.Snapshots.UntilAsync(table => table.Total == 0);
        gone.Parts.Should().ContainSingle().Which.Problem!.Message.Should().NotBeEmpty();

        await rig.Services.GetRequiredService<PolicyStore>().ChangeAsync(
            database =>
            {
                database.Assignments.Add(PolicyParts.Assignment("namespace-read-only", "nora", Shop));
                return Task.FromResult(true);
            },
            TestContext.Current.CancellationToken);
        await Eventually.TrueAsync(() =>
        {
            feed.LookAgain();
            return feed.Rows.Snapshots.Current.Total == 2;
        });
    }
}
