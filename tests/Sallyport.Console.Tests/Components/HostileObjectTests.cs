using System.Text.Json;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Sallyport.Hub.Console.Feeds;
using Sallyport.Hub.Console.Feeds.Kinds;
using Sallyport.Hub.Console.Feeds.Objects;
using Sallyport.Hub.Console.Objects;

namespace Sallyport.Console.Tests.Components;

/// <summary>Whatever an object says of itself is shown as text.</summary>
public sealed class HostileObjectTests : BunitContext
{
    private const string Script = "<script>alert(1)</script><img src=x onerror=alert(1)>";
    private const string Link = "javascript:alert(document.domain)";

    private static readonly string Hostile = JsonSerializer.Serialize(new
    {
        kind = "Pod",
        metadata = new
        {
            name = Script,
            labels = new Dictionary<string, string> { ["app"] = Script, [Script] = "x" },
            annotations = new Dictionary<string, string> { ["link"] = Link, ["link.argocd.argoproj.io/external-link"] = Link, ["html"] = Script },
            ownerReferences = new[] { new { apiVersion = "apps/v1", kind = Script, name = Link } },
        },
        spec = new { nodeName = Link, containers = new[] { new { name = Script, image = Script, args = new[] { Script } } } },
        status = new { conditions = new[] { new { type = Script, status = Script, reason = Script, message = Script } } },
    });

    public HostileObjectTests() => Services.AddLogging().AddLocalization().AddSingleton<IOverview>(new OfPods())
        .AddSingleton(new KindBook(_ => new HttpMessageInvoker(new OffersNothing()), TimeProvider.System));

    [Theory]
    [InlineData(typeof(OverviewTab))]
    [InlineData(typeof(PodOverview))]
    [InlineData(typeof(EventsTab))]
    [CatalogueRow(220, 221, 222)]
    public void Object_ThatIsHostile_IsTextOnEveryTab(Type tab)
    {
        var shown = Render(builder =>
        {
            builder.OpenComponent(0, tab);
            builder.AddAttribute(1, "Place", new ObjectPlace("demo", ResourceType.Pods, "shop", "web"));
            builder.AddAttribute(2, "Snapshot", Snapshot());
            builder.CloseComponent();
        });

        shown.FindAll("script, img, [onerror]").Should().BeEmpty();
        shown.FindAll("a").Select(link => link.GetAttribute("href")).Should().OnlyContain(href => href!.StartsWith("/c/demo/", StringComparison.Ordinal));
        shown.Markup.Should().Contain("&lt;script&gt;");
    }

    private static ObjectSnapshot Snapshot() => new(new FeedPart("demo", "shop", FeedState.Live))
    {
        Whole = JsonDocument.Parse(Hostile).RootElement,
        EventsPart = new FeedPart("demo", "shop", FeedState.Live),
        Events = [new ObjectEvent("1", Script, Script, Script, 1, null, null, Script, Script)],
    };

    private sealed class OffersNothing : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(new HttpResponseMessage(System.Net.HttpStatusCode.NotFound) { Content = new StringContent("{}") });
    }

    private sealed class OfPods : IOverview
    {
        public Type Component => typeof(PodOverview);

        public bool IsFor(ResourceType type) => type == ResourceType.Pods;
    }
}
