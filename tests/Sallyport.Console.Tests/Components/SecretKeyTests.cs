using System.Text.Json;
using Sallyport.Access.Redaction;
using Sallyport.Hub.Console.Objects;

namespace Sallyport.Console.Tests.Components;

/// <summary>The keys of a Secret, as far as they may be seen.</summary>
public sealed class SecretKeyTests
{
    [Fact]
    public void Keys_OfARedactedSecret_AreHiddenWithTheirSizes()
    {
        var keys = Of($$$"""{"metadata":{"annotations":{"{{{Placeholder.SizesAnnotation}}}":"password: 20 bytes\nmore: 3 bytes"}},"data":{"password":"{{{Placeholder.Value}}}","other":"{{{Placeholder.Value}}}"}}""");

        keys.Should().Equal(new SecretKey("password", 20, Hidden: true, ""), new SecretKey("other", null, Hidden: true, ""));
    }

    [Fact]
    public void Keys_OfAnOpenSecret_AreRead() =>
        Of("""{"data":{"user":"YWRh","key":"/wA="}}""").Should().Equal(
            new SecretKey("user", 3, Hidden: false, "ada"), new SecretKey("key", 2, Hidden: false, "(2 bytes that are no text)"));

    [Theory]
    [InlineData("not sizes")]
    [InlineData("a: many bytes")]
    public void Sizes_ThatAreNoneOfTheAgents_AreNotKnown(string annotation) =>
        Of($$$"""{"metadata":{"annotations":{"{{{Placeholder.SizesAnnotation}}}":"{{{annotation}}}"}},"data":{"a":"{{{Placeholder.Value}}}"}}""").Single().Size.Should().BeNull();

    [Fact]
    public void KeyThatIsThereTwice_OrHasNoText_IsNotShownTwice_OrAtAll() =>
        Of("""{"data":{"user":"YWRh","user":"YWRh","number":1}}""").Select(key => key.Name).Should().Equal("user");

    private static IReadOnlyList<SecretKey> Of(string json) => SecretKey.Of(JsonDocument.Parse(json).RootElement);
}
