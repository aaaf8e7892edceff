using Sallyport.Access.Redaction;

namespace Sallyport.Access.Tests.Redaction;

/// <summary>Row 103: every event of a watch is redacted, whatever its type and form.</summary>
public sealed class WatchRedactionTests
{
    private const string Secret = """{"kind":"Secret","apiVersion":"v1","metadata":{"name":"a","annotations":{"x":"leak"}},"data":{"k":"bGVhaw=="}}""";

    private const string Redacted =
        """{"kind":"Secret","apiVersion":"v1","metadata":{"name":"a","annotations":{"sallyport.io/sizes":"k: 4 bytes","sallyport.io/values":"hidden (secrets: keys-only); their sizes are in sallyport.io/sizes"}},"data":{"k":""" +
        "\"" + Placeholder.Value + "\"}}";

    [Theory]
    [CatalogueRow(103)]
    [InlineData("ADDED")]
    [InlineData("MODIFIED")]
    [InlineData("DELETED")]
    public void Event_WithASecret_IsRedacted(string type) =>
        Redacting.Watch($$"""{"type":"{{type}}","object":{{Secret}}}""" + "\n").Should().Be($$"""{"type":"{{type}}","object":{{Redacted}}}""" + "\n");

    [Fact]
    public void Event_WithItsTypeLast_IsRedacted() =>
        Redacting.Watch($$"""{"object":{{Secret}},"x":"leak","type":"ADDED"}""").Should().Be($$"""{"object":{{Redacted}},"type":"ADDED"}""" + "\n");

    [Fact]
    public void Events_Several_AreALineEach() =>
        Redacting.Watch($$"""{"type":"ADDED","object":{{Secret}}}{"type":"DELETED","object":{{Secret}}}""").Split('\n').Should()
            .Equal($$"""{"type":"ADDED","object":{{Redacted}}}""", $$"""{"type":"DELETED","object":{{Redacted}}}""", "");

    [Fact]
    [CatalogueRow(103)]
    public void Bookmark_OfAStreamingList_StillSaysThatTheListIsComplete() => Redacting.Watch(
        """{"type":"BOOKMARK","object":{"kind":"Secret","apiVersion":"v1","metadata":{"resourceVersion":"9","creationTimestamp":null,"annotations":{"k8s.io/initial-events-end":"true"}}}}""").Should().Be(
        """{"type":"BOOKMARK","object":{"kind":"Secret","apiVersion":"v1","metadata":{"resourceVersion":"9","creationTimestamp":null,"annotations":{"k8s.io/initial-events-end":"true"}}}}""" + "\n");

    [Fact]
    public void Bookmark_WithAnythingButTrue_SaysNothing() => Redacting.Watch(
        """{"type":"BOOKMARK","object":{"kind":"Secret","metadata":{"annotations":{"k8s.io/initial-events-end":"leak"}}}}""").Should().Be(
        """{"type":"BOOKMARK","object":{"kind":"Secret","metadata":{}}}""" + "\n");

    [Fact]
    public void Error_OfAWatch_IsAStatus() => Redacting.Watch(
        """{"type":"ERROR","object":{"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","message":"too old resource version: 1 (2)","reason":"Expired","code":410}}""").Should().Be(
        """{"type":"ERROR","object":{"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","message":"too old resource version: 1 (2)","reason":"Expired","code":410}}""" + "\n");

    [Fact]
    public void Tables_AfterTheFirst_HaveTheFirstOnesColumns() => Redacting.Watch(
        """
        {"type":"ADDED","object":{"kind":"Table","apiVersion":"meta.k8s.io/v1","metadata":{},"columnDefinitions":[{"name":"Name"},{"name":"Leak"}],"rows":[{"cells":["a","leak"],"object":null}]}}
        {"type":"ADDED","object":{"kind":"Table","apiVersion":"meta.k8s.io/v1","metadata":{},"columnDefinitions":null,"rows":[{"cells":["b","leak"],"object":null}]}}
        {"type":"ADDED","object":{"kind":"Table","apiVersion":"meta.k8s.io/v1","metadata":{},"columnDefinitions":[],"rows":[{"cells":["c","leak"],"object":null}]}}
        """).Should().Be(
        """
        {"type":"ADDED","object":{"kind":"Table","apiVersion":"meta.k8s.io/v1","metadata":{},"columnDefinitions":[{"name":"Name"}],"rows":[{"cells":["a"],"object":null}]}}
        {"type":"ADDED","object":{"kind":"Table","apiVersion":"meta.k8s.io/v1","metadata":{},"columnDefinitions":null,"rows":[{"cells":["b"],"object":null}]}}
        {"type":"ADDED","object":{"kind":"Table","apiVersion":"meta.k8s.io/v1","metadata":{},"columnDefinitions":[],"rows":[{"cells":["c"],"object":null}]}}

        """);

    [Fact]
    public void Watch_WithoutEvents_IsWhole() => Redacting.Watch("").Should().BeEmpty();
}
