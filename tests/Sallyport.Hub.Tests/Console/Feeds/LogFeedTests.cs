using System.Collections.Concurrent;
using System.Globalization;
using System.Threading.Channels;
using Microsoft.AspNetCore.Http;
using Sallyport.Hub.Console.Feeds.Logs;

namespace Sallyport.Hub.Tests.Console.Feeds;

public sealed class LogFeedTests
{
    private static readonly DateTimeOffset Start = new(2030, 1, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Follow_OfOnePod_ShowsItsContainersLines_InitAndEphemeralOnesIncluded()
    {
        var pods = new LoggingPods();
        pods.Add("web-1", ["init", "app", "debug"]);
        await using var cluster = await StandInCluster.StartAsync(pods.AnswerAsync);
        using var roads = cluster.Roads;
        await using var feed = new LogFeed(new LogQuery("a", "shop") { Pod = "web-1" }, roads.To, TimeProvider.System);

        await pods.WriteAsync("web-1/init", Line(1, "prepared"));
        await pods.WriteAsync("web-1/app", Line(3, "ready"), Line(2, "late by a moment"));
        await pods.WriteAsync("web-1/debug", Line(2, "looking"));

        var lines = await feed.Snapshots.UntilAsync(lines => lines.Count == 4);
        lines.Select(line => $"{line.Source.Container}: {line.Text}").Should().Equal("init: prepared", "debug: looking", "app: ready", "app: late by a moment");
        lines.Sources.Select(source => (source.Source.Container, source.Source.Kind)).Should().Equal(("init", ContainerKind.Init), ("app", ContainerKind.Main), ("debug", ContainerKind.Ephemeral));
        cluster.Asked.Should().Contain("/api/v1/namespaces/shop/pods/web-1/log?timestamps=true&container=app&follow=true&tailLines=500");
    }

    [Fact]
    public async Task Connection_ThatBreaks_GoesOnWithoutALineTwiceOrALineMissed()
    {
        var pods = new LoggingPods();
        pods.Add("web-1", ["app"]);
        await using var cluster = await StandInCluster.StartAsync(pods.AnswerAsync);
        using var roads = cluster.Roads;
        await using var feed = new LogFeed(new LogQuery("a", "shop") { Pod = "web-1" }, roads.To, TimeProvider.System);
        await pods.WriteAsync("web-1/app", Line(1, "one"), Line(1.5, "tick"), Line(1.5, "tick"), Line(1.9, "two"));
        await feed.Snapshots.UntilAsync(lines => lines.Count == 4);

        pods.Break("web-1/app");
        await pods.WriteAsync("web-1/app", Line(1.9, "two"), Line(2, "three"));

        var lines = await feed.Snapshots.UntilAsync(lines => lines.Any(line => line.Text == "three"));
        lines.Select(line => line.Text).Should().Equal("one", "tick", "tick", "two", "two", "three");
        cluster.Asked.Should().Contain(asked => asked.EndsWith("&sinceTime=2030-01-01T12%3A00%3A00Z", StringComparison.Ordinal), "the kubelet knows whole seconds");
    }

    [Fact]
    public async Task Workload_WhosePodsComeAndGo_IsReadOn()
    {
        var pods = new LoggingPods();
        pods.Add("web-1", ["app"]);
        await using var cluster = await StandInCluster.StartAsync(pods.AnswerAsync);
        using var roads = cluster.Roads;
        await using var feed = new LogFeed(new LogQuery("a", "shop") { LabelSelector = "app=web" }, roads.To, TimeProvider.System);
        await pods.WriteAsync("web-1/app", Line(1, "from one"));
        await feed.Snapshots.UntilAsync(lines => lines.Count == 1);

        pods.Add("web-2", ["app"]);
        await pods.WriteAsync("web-2/app", Line(2, "from two"));

        var lines = await feed.Snapshots.UntilAsync(lines => lines.Count == 2);
        lines.Select(line => line.Source.Pod).Should().Equal("web-1", "web-2");
    }

    [Fact]
    public async Task Lines_ByTheThousandASecond_AreAllCountedAndFewAreKept()
    {
        const int Written = 20_000;
        var pods = new LoggingPods();
        pods.Add("web-1", ["app"]);
        await using var cluster = await StandInCluster.StartAsync(pods.AnswerAsync);
        using var roads = cluster.Roads;
        await using var feed = new LogFeed(new LogQuery("a", "shop") { Pod = "web-1", Capacity = 1000 }, roads.To, TimeProvider.System);
        var before = feed.Snapshots.Current.Version;

        for (var i = 0; i < Written; i += 500)
        {
            await pods.WriteAsync("web-1/app", [.. Enumerable.Range(i, 500).Select(n => Line(n / 5000.0, $"line {n}"))]);
        }

        var lines = await feed.Snapshots.UntilAsync(lines => lines.Count + lines.Dropped == Written);
        lines.Count.Should().Be(1000);
        lines.Select(line => line.Text).Should().Equal(Enumerable.Range(Written - 1000, 1000).Select(n => $"line {n}"));
        (lines.Version - before).Should().BeLessThan(Written / 100, "lines are published in batches");
    }

    [Fact]
    public async Task Refused_TheSentenceIsShown_AndWhatWasReadIsGone()
    {
        var pods = new LoggingPods();
        pods.Add("web-1", ["app"]);
        await using var cluster = await StandInCluster.StartAsync(pods.AnswerAsync);
        using var roads = cluster.Roads;
        await using var feed = new LogFeed(new LogQuery("a", "shop") { Pod = "web-1" }, roads.To, TimeProvider.System);
        await pods.WriteAsync("web-1/app", Line(1, "one"));
        await feed.Snapshots.UntilAsync(lines => lines.Count == 1);

        cluster.Answer = context => StandInCluster.RefuseAsync(context, 403, "pods/log is forbidden. To ask: ops.");
        pods.Break("web-1/app");

        var blocked = await feed.Snapshots.UntilAsync(lines => lines.Sources is [{ State: LogSourceState.Blocked }]);
        blocked.Sources[0].Message.Should().Be("pods/log is forbidden. To ask: ops.");
        blocked.Should().BeEmpty();
    }

    [Fact]
    public async Task Previous_ReadsTheRunBeforeAndEnds()
    {
        var pods = new LoggingPods();
        pods.Add("web-1", ["app"], restarts: 1);
        await using var cluster = await StandInCluster.StartAsync(context => context.Request.Query["previous"] == "true"
            ? context.Response.WriteAsync(Line(1, "panic: the last words") + "\n")
            : pods.AnswerAsync(context));
        using var roads = cluster.Roads;
        await using var feed = new LogFeed(new LogQuery("a", "shop") { Pod = "web-1", Previous = true }, roads.To, TimeProvider.System);

        var lines = await feed.Snapshots.UntilAsync(lines => lines is { Count: 1, Sources: [{ State: LogSourceState.Ended }] });
        lines[0].Severity.Should().Be(LogSeverity.Fatal);
    }

    private static string Line(double seconds, string text) =>
        $"{Start.AddSeconds(seconds).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff", CultureInfo.InvariantCulture)}00Z {text}";
}
