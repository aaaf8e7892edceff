using System.Text;

namespace Sallyport.Access.Tests.Redaction;

/// <summary>Row 103: an answer comes in chunks that end anywhere, and is redacted the same.</summary>
public sealed class ChunkBoundaryTests
{
    private const string Secret =
        """{"kind":"Secret","apiVersion":"v1","metadata":{"name":"d\u0062","labels":{"é":"\ud83d\ude00"},"annotations":{"x\"":"le\\ak"},"deletionGracePeriodSeconds":30},"d\u0061ta":{"k":"bG\u0056haw==","kéy":null},"immutable":false,"x":[1.5e+3,true,{"y":[]}],"type":"Opaque"}""";

    public static TheoryData<string, bool, string> Answers => new()
    {
        { "get", false, Secret },
        { "list", false, $$"""{"kind":"SecretList","apiVersion":"v1","metadata":{"resourceVersion":"9"},"items":[{{Secret}}, {{Secret}}]}""" + "\n" },
        {
            "table", false,
            $$$"""{"kind":"Table","apiVersion":"meta.k8s.io/v1","metadata":{},"columnDefinitions":[{"name":"Name","priority":0},{"name":"X"},{"name":"Data"}],"rows":[{"cells":["a","leak",12],"object":{{{Secret}}} }]}"""
        },
        {
            "watch", true,
            $$$"""
            {"type":"ADDED","object":{{{Secret}}} }
            {"type":"BOOKMARK","object":{"kind":"Secret","metadata":{"annotations":{"k8s.io/initial-events-end":"true"} } } }
            {"type":"DELETED","object":{{{Secret}}} }
            {"type":"ERROR","object":{"kind":"Status","message":"gone\u0007","code":410} }

            """
        },
    };

    [Theory]
    [CatalogueRow(103)]
    [MemberData(nameof(Answers))]
    public void Answer_CutInTwoAnywhere_IsRedactedTheSame(string what, bool watch, string answer)
    {
        var bytes = Encoding.UTF8.GetBytes(answer);
        var whole = Redacting.Text(bytes, watch, int.MaxValue);

        for (var cut = 0; cut <= bytes.Length; cut++)
        {
            Redacting.Text(bytes, watch, int.MaxValue, cut).Should().Be(whole, $"{what} was cut at {cut}");
        }
    }

    [Theory]
    [MemberData(nameof(Answers))]
    public void Answer_InChunksOfAnySize_IsRedactedTheSame(string what, bool watch, string answer)
    {
        var bytes = Encoding.UTF8.GetBytes(answer);
        var whole = Redacting.Text(bytes, watch, int.MaxValue);

        for (var size = 1; size < 64; size++)
        {
            Redacting.Text(bytes, watch, size).Should().Be(whole, $"{what} came in chunks of {size}");
        }
    }

    /// <summary>However it is cut short, what came out until then is redacted, and it is known not to be whole.</summary>
    [Theory]
    [MemberData(nameof(Answers))]
    public void Answer_CutShortAnywhere_IsNotWholeAndLeaksNothing(string what, bool watch, string answer)
    {
        var bytes = Encoding.UTF8.GetBytes(answer.TrimEnd('\n'));

        for (var length = 1; length < bytes.Length; length++)
        {
            var written = Redacting.UntilRefused(bytes[..length], watch, 7);
            if (watch && bytes[length - 1] == '}' && (bytes[length] == '\n' || bytes[length] == '{'))
            {
                written.Should().BeNull("a watch may end after any event");
                continue;
            }

            if (watch && bytes[length - 1] == '\n')
            {
                continue;
            }

            written.Should().NotBeNull($"{what} was cut short at {length}").And.NotContain("leak").And.NotContain("bGVhaw").And.NotContain("le\\\\ak");
        }
    }
}
