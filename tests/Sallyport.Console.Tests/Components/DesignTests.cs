using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Sallyport.Hub.Console.Design;
using Sallyport.Hub.Console.Feeds.Rows;

namespace Sallyport.Console.Tests.Components;

/// <summary>The parts that every page is made of.</summary>
public sealed class DesignTests : BunitContext
{
    public DesignTests() => Services.AddLogging().AddLocalization();

    [Theory]
    [InlineData(Health.Ok, "●")]
    [InlineData(Health.Warning, "▲")]
    [InlineData(Health.Failing, "■")]
    [InlineData(Health.Unknown, "○")]
    public void Status_HasAShapeBesideItsColour(Health health, string shape)
    {
        var status = Render<Status>(parameters => parameters.Add(s => s.Of, health).Add(s => s.Word, "Running"));

        status.Find(".status-shape").TextContent.Should().Be(shape);
        status.Find(".status").TextContent.Should().EndWith("Running");
    }

    [Fact]
    [CatalogueRow(221)]
    public void Texts_OfTheCluster_AreTextAndNothingElse()
    {
        const string Hostile = "<img src=x onerror=alert(1)>";

        var name = Render<CopyName>(parameters => parameters.Add(c => c.Text, Hostile));

        name.FindAll("img").Should().BeEmpty();
        name.Find("[data-copy]").GetAttribute("data-copy").Should().Be(Hostile);
        name.Find(".mono").TextContent.Should().Be(Hostile);
    }

    [Fact]
    public void Blocked_SaysWhyAndGivesARequestToCopy()
    {
        var blocked = Render<Blocked>(parameters => parameters
            .Add(b => b.Heading, "Secrets are hidden").Add(b => b.Reason, "the setting says so").Add(b => b.AskText, "Write to #access").Add(b => b.Request, "ada asks"));

        blocked.Find("h2").TextContent.Should().Be("Secrets are hidden");
        blocked.Markup.Should().Contain("the setting says so").And.Contain("Write to #access");
        blocked.Find("button").GetAttribute("data-copy").Should().Be("ada asks");
    }

    [Fact]
    public void Age_IsTheBrowsersToTick()
    {
        var age = Render<Age>(parameters => parameters.Add(a => a.At, DateTimeOffset.UnixEpoch.AddSeconds(42)));

        age.Find("sp-age").GetAttribute("at").Should().Be("42");
        Render<Age>(parameters => parameters.Add(a => a.At, null)).Markup.Should().Contain("–");
    }

    [Fact]
    public void Tabs_AreLinksAndTheLockedOnesToo()
    {
        var tabs = Render<Tabs>(parameters => parameters.Add(t => t.Label, "About web").Add(t => t.Current, "shell").Add(t => t.Items,
        [
            new TabItem("overview", "Overview", "/a"),
            new TabItem("shell", "Shell", "/b") { Letter = 's', Locked = true },
        ]));

        tabs.FindAll("a").Select(tab => tab.GetAttribute("href")).Should().Equal("/a", "/b");
        tabs.Find("[aria-current=page]").TextContent.Should().Contain("Shell");
        tabs.Find("[data-key=s] svg").Should().NotBeNull();
    }
}
