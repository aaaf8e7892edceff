using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Sallyport.Hub.Console.Feeds.Metrics;
using Sallyport.Hub.Console.Graphs;

namespace Sallyport.Console.Tests.Graphs;

/// <summary>A graph says in words what it draws.</summary>
public sealed class UseGraphTests : BunitContext
{
    private const double Mebi = 1 << 20;
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    public UseGraphTests() => Services.AddLogging().AddLocalization();

    [Theory]
    [InlineData(0, 256, false, "96Mi of a limit of 256Mi (38%)")]
    [InlineData(128, 256, false, "96Mi of a limit of 256Mi (38%)")]
    [InlineData(128, 0, false, "96Mi of 128Mi requested (75%), no limit")]
    [InlineData(0, 0, false, "96Mi, no limit")]
    [InlineData(0, 1024, true, "96Mi of 1024Mi for pods (9%)")]
    public void Graph_SaysTheLatestFigureAgainstItsBound(int requested, int limit, bool ofNode, string words)
    {
        var graph = Draw([(Now, 80 * Mebi), (Now.AddSeconds(30), 96 * Mebi)], requested * Mebi, limit * Mebi, ofNode);

        graph.Find("figcaption").TextContent.Should().Contain(words);
        graph.Find("svg[role=img]").GetAttribute("aria-label").Should().Be($"Memory: {words}. Between 80Mi and 96Mi since 12:00:00 UTC.");
    }

    [Fact]
    public void Graph_NearItsLimit_WarnsInShapeAndWord() =>
        Draw([(Now, 250 * Mebi)], 0, 256 * Mebi, ofNode: false).Find("figcaption .status-warning").TextContent.Should().Contain("250Mi of a limit of 256Mi (98%)");

    [Fact]
    public void Graph_OfNothingYet_SaysSo()
    {
        var graph = Draw([], 0, 256 * Mebi, ofNode: false);

        graph.Find("figcaption").TextContent.Should().Contain("not measured yet");
        graph.FindAll("polyline").Should().BeEmpty();
    }

    [Fact]
    public void Graph_HasNoStyleThatThePolicyWouldBlock() =>
        Draw([(Now, Mebi)], 0, 0, ofNode: false).Markup.Should().NotContain("style=");

    private IRenderedComponent<UseGraph> Draw((DateTimeOffset, double)[] values, double requested, double limit, bool ofNode) => Render<UseGraph>(graph => graph
        .Add(one => one.Title, "Memory")
        .Add(one => one.Values, values)
        .Add(one => one.Requested, requested)
        .Add(one => one.Limit, limit)
        .Add(one => one.OfNode, ofNode)
        .Add(one => one.Text, Usage.MemoryOf));
}
