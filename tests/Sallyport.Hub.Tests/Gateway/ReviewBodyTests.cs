using System.Text;
using System.Text.Json;
using Sallyport.Hub.Gateway;

namespace Sallyport.Hub.Tests.Gateway;

/// <summary>A review's body is read to the few strings that it is for, or not at all; no bytes make it throw.</summary>
public sealed class ReviewBodyTests
{
    private const string AccessReviews = "selfsubjectaccessreviews";
    private const string RulesReviews = "selfsubjectrulesreviews";

    public static TheoryData<string> Malformed => new(
        "",
        "null",
        "[]",
        "\"spec\"",
        "{",
        "{\"spec\":[]}",
        "{\"spec\":{},\"spec\":{}}",
        "{\"spec\":{\"resourceAttributes\":{\"verb\":\"get\",\"verb\":\"list\"}}}",
        "{\"spec\":{\"resourceAttributes\":{\"verb\":\"get\",\"\\u0076erb\":\"list\"}}}",
        "{\"spec\":{\"resourceAttributes\":{\"verb\":\"\\ud800\"}}}",
        "{\"spec\":{\"resourceAttributes\":{\"verb\":\"get\",\"name\":\"\\udc00x\"}}}",
        "{\"spec\":{\"resourceAttributes\":{\"verb\":1}}}",
        "{\"spec\":{\"resourceAttributes\":[]}}",
        "{\"spec\":{\"resourceAttributes\":{},\"nonResourceAttributes\":{}}}",
        "{\"spec\":{\"nonResourceAttributes\":{\"path\":{}}}}",
        "{\"spec\":{\"resourceAttributes\":{\"verb\":\"get\"}}}garbage",
        "{\"metadata\":" + new string('[', 500) + new string(']', 500) + ",\"spec\":{}}");

    [Theory]
    [MemberData(nameof(Malformed))]
    public void Json_ThatIsNoReview_IsNotRead(string body) =>
        ReviewBody.ReadJson(Encoding.UTF8.GetBytes(body), AccessReviews).Should().BeNull();

    [Fact]
    public void Json_WithMoreThanItAsks_KeepsWhatItAsks()
    {
        var spec = ReviewBody.ReadJson(
            """{"kind":"X","spec":{"user":"root","groups":["system:masters"],"resourceAttributes":{"verb":"get","resource":"pods","namespace":null,"fieldSelector":{}}}}"""u8.ToArray(),
            AccessReviews);

        spec!.ToJsonString().Should().Be("""{"resourceAttributes":{"verb":"get","resource":"pods"}}""");
    }

    [Fact]
    public void Protobuf_AsClientsWriteIt_SaysTheSameAsJson()
    {
        var bytes = Envelope(Field(2, Field(1, [
            .. Field(1, "shop"u8.ToArray()), .. Field(2, "get"u8.ToArray()), .. Field(3, []), .. Field(5, "pods"u8.ToArray()),
            .. Field(6, "log"u8.ToArray()), .. Field(7, "web"u8.ToArray())])));

        ReviewProtobuf.ReadSpec(bytes, AccessReviews)!.ToJsonString().Should().Be(
            """{"resourceAttributes":{"namespace":"shop","verb":"get","group":"","resource":"pods","subresource":"log","name":"web"}}""");
        ReviewProtobuf.ReadSpec(Envelope(Field(2, Field(2, [.. Field(1, "/metrics"u8.ToArray()), .. Field(2, "get"u8.ToArray())]))), AccessReviews)!
            .ToJsonString().Should().Be("""{"nonResourceAttributes":{"path":"/metrics","verb":"get"}}""");
        ReviewProtobuf.ReadSpec(Envelope(Field(2, Field(1, "shop"u8.ToArray()))), RulesReviews)!
            .ToJsonString().Should().Be("""{"namespace":"shop"}""");
    }

    [Fact]
    public void Protobuf_ThatIsNoReview_IsNotRead()
    {
        ReviewProtobuf.ReadSpec([], AccessReviews).Should().BeNull();
        ReviewProtobuf.ReadSpec("k8s\0\u0012\u00ff"u8, AccessReviews).Should().BeNull();
        ReviewProtobuf.ReadSpec(Envelope(Field(2, Field(1, Field(2, [0xFF, 0xFE])))), AccessReviews).Should().BeNull("it is no UTF-8");
        ReviewProtobuf.ReadSpec(Envelope(Field(2, [.. Field(1, Field(2, "get"u8.ToArray())), .. Field(2, Field(1, "/x"u8.ToArray()))])), AccessReviews)
            .Should().BeNull("it asks two things at once");
    }

    /// <summary>A few thousand bodies, each a good one with some of its bytes changed: read or not read, and what is read can be written.</summary>
    [Theory]
    [InlineData(AccessReviews)]
    [InlineData(RulesReviews)]
    [InlineData("selfsubjectreviews")]
    public void Body_WithAnyBytesChanged_NeverThrows(string resource)
    {
        var random = new Random(20260102);
        byte[][] seeds =
        [
            Encoding.UTF8.GetBytes("""{"spec":{"namespace":"a\ud83d\ude00","resourceAttributes":{"verb":"get","resource":"pods","name":"\u0061"}}}"""),
            Encoding.UTF8.GetBytes("""{"spec":{"nonResourceAttributes":{"path":"/metrics","verb":"get"}},"spec2":{"a":[1,2,{"b":null}]}}"""),
            Envelope(Field(2, Field(1, [.. Field(1, "shop"u8.ToArray()), .. Field(2, "get"u8.ToArray()), .. Field(8, [8, 1])]))),
            Envelope(Field(2, Field(2, [.. Field(1, "/metrics"u8.ToArray()), .. Field(2, "get"u8.ToArray())]))),
        ];
        for (var i = 0; i < 8_000; i++)
        {
            var body = Changed(seeds[i % seeds.Length], random);
            foreach (var read in new[] { ReviewBody.ReadJson(body, resource), ReviewProtobuf.ReadSpec(body, resource) })
            {
                if (read is not null)
                {
                    _ = ReviewBody.Action(read);
                    _ = ReviewBody.Text(read, "namespace");
                    JsonSerializer.SerializeToUtf8Bytes(read.DeepClone()).Should().NotBeEmpty();
                }
            }
        }
    }

    internal static byte[] Envelope(byte[] raw) => [.. "k8s\0"u8, .. Field(1, []), .. Field(2, raw)];

    internal static byte[] Field(int number, byte[] value) => [(byte)((number << 3) | 2), (byte)value.Length, .. value];

    private static byte[] Changed(byte[] seed, Random random)
    {
        var body = seed.ToList();
        for (var changes = random.Next(1, 4); changes > 0; changes--)
        {
            var at = random.Next(body.Count);
            switch (random.Next(4))
            {
                case 0:
                    body[at] = (byte)random.Next(256);
                    break;
                case 1:
                    body.RemoveAt(at);
                    break;
                case 2:
                    body.InsertRange(at, body.GetRange(at, random.Next(body.Count - at)));
                    break;
                default:
                    body.InsertRange(at, Encoding.ASCII.GetBytes(random.Next(2) == 0 ? "\\ud800" : "\"verb\":"));
                    break;
            }
        }

        return [.. body];
    }
}
