using System.Text;
using Sallyport.Access.Redaction;

namespace Sallyport.Access.Tests.Redaction;

/// <summary>Row 130: what is not to the letter one of the known answers is refused, and nothing of it has come out.</summary>
public sealed class RedactionRefusalTests
{
    public static TheoryData<string, string> Answers => new()
    {
        { "two datas", """{"kind":"Secret","metadata":{},"data":{},"data":{"k":"bGVhaw=="}}""" },
        { "two datas, one escaped", """{"kind":"Secret","data":{},"d\u0061ta":{"k":"bGVhaw=="}}""" },
        { "two kinds", """{"kind":"Status","kind":"Secret","data":{"k":"bGVhaw=="}}""" },
        { "two metadatas", """{"kind":"Secret","metadata":{},"metadata":{"name":"leak"}}""" },
        { "two keys", """{"kind":"Secret","data":{"k":"bGVhaw==","k":"bGVhaw=="}}""" },
        { "two labels", """{"kind":"Secret","metadata":{"labels":{"leak":"a","leak":"b"}}}""" },
        { "a byte order mark", "\uFEFF" + """{"kind":"Secret","data":{"k":"bGVhaw=="}}""" },
        { "nesting", """{"kind":"Secret","x":""" + new string('[', 200) + "\"leak\"" + new string(']', 200) + "}" },
        { "another kind", """{"kind":"ConfigMap","apiVersion":"v1","data":{"k":"bGVhaw=="}}""" },
        { "another version", """{"kind":"Secret","apiVersion":"v2","data":{"k":"bGVhaw=="}}""" },
        { "a Secret of the tables' version", """{"kind":"Secret","apiVersion":"meta.k8s.io/v1","data":{"k":"bGVhaw=="}}""" },
        { "no kind", """{"data":{"k":"bGVhaw=="}}""" },
        { "a list without a kind", """{"items":[]}""" },
        { "an object and a list", """{"kind":"Secret","data":{"k":"bGVhaw=="},"items":[]}""" },
        { "a list and an object", """{"kind":"SecretList","items":[],"data":{"k":"bGVhaw=="}}""" },
        { "a list and a table", """{"kind":"SecretList","items":[],"rows":[]}""" },
        { "a list of ConfigMaps", """{"kind":"List","items":[{"kind":"ConfigMap","data":{"k":"bGVhaw=="}}]}""" },
        { "a list in a list", """{"kind":"List","items":[{"kind":"SecretList","items":[]}]}""" },
        { "a null in a list", """{"kind":"SecretList","items":[null]}""" },
        { "a table without columns", """{"kind":"Table","rows":[{"cells":["leak"]}]}""" },
        { "a table of too few columns", """{"kind":"Table","columnDefinitions":[{"name":"Name"}],"rows":[{"cells":["a","leak"]}]}""" },
        { "a cell of an object", """{"kind":"Table","columnDefinitions":[{"name":"Name"}],"rows":[{"cells":[{"leak":"leak"}]}]}""" },
        { "a table as a Secret", """{"kind":"Secret","columnDefinitions":[{"name":"Name"}],"rows":[]}""" },
        { "data as a text", """{"kind":"Secret","data":"bGVhaw=="}""" },
        { "data as an array", """{"kind":"Secret","data":["bGVhaw=="]}""" },
        { "a value as an object", """{"kind":"Secret","data":{"k":{"leak":"leak"}}}""" },
        { "a value as a number", """{"kind":"Secret","data":{"k":12345}}""" },
        { "a name as an object", """{"kind":"Secret","metadata":{"name":{"leak":"leak"}}}""" },
        { "immutable as a text", """{"kind":"Secret","immutable":"leak"}""" },
        { "a lone high surrogate", """{"kind":"Secret","type":"\ud800leak"}""" },
        { "a lone low surrogate", """{"kind":"Secret","type":"\udc00leak"}""" },
        { "two high surrogates", """{"kind":"Secret","type":"\ud800\ud800leak"}""" },
        { "a high surrogate at the end", """{"kind":"Secret","type":"leak\ud800"}""" },
        { "a control character", "{\"kind\":\"Secret\",\"x\":\"le\nak\"}" },
        { "an unknown escape", """{"kind":"Secret","x":"\xleak"}""" },
        { "a bad hex digit", """{"kind":"Secret","x":"\u00g0leak"}""" },
        { "a long name", $$$"""{"kind":"Secret","data":{"{{{new string('k', 300_000)}}}":""}}""" },
        { "a long number", $$"""{"kind":"Secret","x":{{new string('1', 100)}}}""" },
        { "a bare word", """{"kind":"Secret","x":leak}""" },
        { "a leading zero", """{"kind":"Secret","x":01}""" },
        { "a trailing comma", """{"kind":"Secret","data":{"k":"bGVhaw==",}}""" },
        { "a missing colon", """{"kind" "Secret"}""" },
        { "a wrong bracket", """{"kind":"Secret","x":[}]""" },
        { "a second document", """{"kind":"Secret","x":1}{"kind":"Secret","data":{"k":"bGVhaw=="}}""" },
        { "half a document", """{"kind":"Secret","data":{"k":"bGVhaw==" """ },
        { "an array", """[{"kind":"Secret","data":{"k":"bGVhaw=="}}]""" },
        { "a text", "\"leak\"" },
        { "nothing", "" },
        { "a text that is no JSON", "kind: Secret\ndata:\n  k: bGVhaw==\n" },
    };

    public static TheoryData<string, string> Watches => new()
    {
        { "an unknown event", """{"type":"LEAK","object":{"kind":"Secret"}}""" },
        { "no type", """{"object":{"kind":"Secret"}}""" },
        { "no object", """{"type":"ADDED"}""" },
        { "an object of null", """{"type":"ADDED","object":null}""" },
        { "two objects", """{"type":"ADDED","object":{"kind":"Secret"},"object":{"kind":"Secret","data":{"k":"bGVhaw=="}}}""" },
        { "a Secret that is no event", """{"kind":"Secret","data":{"k":"bGVhaw=="}}""" },
        { "half an event", """{"type":"ADDED","object":{"kind":"Secret"}""" },
        { "another kind", """{"type":"ADDED","object":{"kind":"Pod"}}""" },
        { "a websocket's frame", "\u0081\u0005leak!" },
    };

    [Theory]
    [CatalogueRow(130)]
    [MemberData(nameof(Answers))]
    public void Answer_NotToTheLetter_IsRefusedWithNothingLeaked(string what, string answer) => ShouldBeRefused(what, answer, watch: false);

    [Theory]
    [MemberData(nameof(Watches))]
    public void Watch_NotToTheLetter_IsRefusedWithNothingLeaked(string what, string answer) => ShouldBeRefused(what, answer, watch: true);

    [Theory]
    [InlineData(new byte[] { 0xC3, 0x28 })]
    [InlineData(new byte[] { 0xED, 0xA0, 0x80 })]
    [InlineData(new byte[] { 0xFF })]
    [InlineData(new byte[] { 0xC0, 0xAF })]
    public void Text_ThatIsNotUnicode_IsRefused(byte[] bytes)
    {
        byte[] answer = [.. "{\"kind\":\"Secret\",\"type\":\""u8, .. bytes, .. "\"}"u8];

        Redacting.UntilRefused(answer, watch: false, int.MaxValue).Should().BeEmpty();
    }

    /// <summary>One object of endless length, in whatever it is endless.</summary>
    [Theory]
    [CatalogueRow(130)]
    [InlineData("{\"kind\":\"Secret\",\"x\":\"", "aaaaaaaaaaaaaaaa")]
    [InlineData("{\"kind\":\"Secret\",\"data\":{\"k\":\"", "aaaaaaaaaaaaaaaa")]
    [InlineData("{\"kind\":\"Secret\",\"x\":[0", ",0,0,0,0,0,0,0,0")]
    [InlineData("{\"kind\":\"Secret\",\"metadata\":{\"ownerReferences\":[{}", ",{},{},{},{},{},")]
    [InlineData("{\"kind\":\"Secret\"", "                ")]
    [InlineData("{\"kind\":\"SecretList\",\"metadata\":{\"name\":\"", "aaaaaaaaaaaaaaaa")]
    public void Object_WithoutEnd_IsRefused(string begin, string more)
    {
        var redactor = new SecretRedactor(watch: false);
        var output = new System.Buffers.ArrayBufferWriter<byte>();
        var chunk = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(more, 4096)));
        redactor.Pass(Encoding.UTF8.GetBytes(begin), output);

        var reading = () =>
        {
            for (var i = 0; i < 1024; i++)
            {
                redactor.Pass(chunk, output);
            }
        };

        reading.Should().Throw<RedactionException>();
        output.WrittenCount.Should().Be(0);
    }

    private static void ShouldBeRefused(string what, string answer, bool watch)
    {
        foreach (var chunk in (int[])[int.MaxValue, 1])
        {
            var written = Redacting.UntilRefused(Encoding.UTF8.GetBytes(answer), watch, chunk);

            written.Should().NotBeNull(what).And.NotContain("leak").And.NotContain("bGVhaw");
        }
    }
}
