using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;
using Sallyport.Access.Redaction;

namespace Sallyport.Access.Tests.Redaction;

/// <summary>What holds for every Secret: it comes out whole, with all of its keys and sizes, and nothing of its values.</summary>
public sealed class RedactionPropertyTests
{
    private static readonly Gen<string> Keys = Gen.Char["abcxyz0123456789-._"].Array[1, 20].Select(c => new string(c));

    // Long enough that none of it turns up by chance, and of characters that no name here has.
    private static readonly Gen<byte[]> Values = Gen.Byte.Array[12, 200];

    private static readonly Gen<string> Texts = Gen.OneOf(Gen.String[0, 12], Gen.Char["\"\\/\n\t\u0001é€\u2028"].Array[0, 8].Select(c => new string(c)));

    private static readonly Gen<(string Key, byte[] Value)[]> Data =
        Gen.Select(Keys, Values).Array[0, 6].Select(pairs => pairs.DistinctBy(p => p.Item1).Select(p => (p.Item1, p.Item2)).ToArray());

    private static readonly Gen<(string Name, (string Key, byte[] Value)[] Data, string Text, int Chunk)> Secrets =
        Gen.Select(Keys, Data, Texts, Gen.Int[1, 90]);

    [Theory]
    [InlineData("get")]
    [InlineData("list")]
    [InlineData("table")]
    [InlineData("watch")]
    public void Secret_OfAnyValues_ComesOutWithItsKeysAndSizesAndNothingOfTheValues(string form) => Secrets.Sample(
        sample =>
        {
            var document = Wrap(form, Secret(sample.Name, sample.Data, sample.Text));

            var written = Redacting.Text(Encoding.UTF8.GetBytes(document.ToJsonString()), form == "watch", sample.Chunk);

            return sample.Data.All(d => Leaks(d.Value).All(leak => !written.Contains(leak, StringComparison.Ordinal)))
                && KeysOf(form, written).SequenceEqual(sample.Data.Select(d => d.Key))
                && Sizes(form, written) == string.Join('\n', sample.Data.Select(d => $"{d.Key}: {d.Value.Length} bytes"));
        },
        iter: 4_000);

    /// <summary>Whatever is done to an answer's bytes, no value is in what comes out.</summary>
    [Fact]
    public void Secret_Mutilated_LeaksNothing() =>
        Gen.Select(Secrets, Gen.Select(Gen.Int[0, 4000], Gen.Byte).Array[1, 4], Gen.Bool).Sample(
            (sample, changes, watch) =>
            {
                var bytes = Encoding.UTF8.GetBytes(Wrap(watch ? "watch" : "list", Secret(sample.Name, sample.Data, sample.Text)).ToJsonString());
                foreach (var (at, value) in changes)
                {
                    bytes[at % bytes.Length] = value < 128 ? "\"\\{}[]:,0 "u8[value % 10] : value;
                }

                var written = Redacting.UntilRefused(bytes, watch, sample.Chunk) ?? Redacting.Text(bytes, watch, sample.Chunk);
                return sample.Data.All(d => Leaks(d.Value).All(leak => !written.Contains(leak, StringComparison.Ordinal)));
            },
            iter: 10_000);

    private static JsonObject Secret(string name, (string Key, byte[] Value)[] data, string text)
    {
        var values = new JsonObject();
        foreach (var (key, value) in data)
        {
            values[key] = Convert.ToBase64String(value);
        }

        return new JsonObject
        {
            ["kind"] = "Secret",
            ["apiVersion"] = "v1",
            ["metadata"] = new JsonObject
            {
                ["name"] = name,
                ["labels"] = new JsonObject { ["text"] = text },
                ["annotations"] = new JsonObject
                {
                    ["kubectl.kubernetes.io/last-applied-configuration"] = values.ToJsonString(),
                    [text] = values.ToJsonString(),
                },
                ["managedFields"] = new JsonArray(values.DeepClone()),
            },
            ["data"] = values,
            ["stringData"] = values.DeepClone(),
            ["spec"] = new JsonObject { ["data"] = values.DeepClone(), ["kind"] = "Secret" },
            ["type"] = text,
        };
    }

    private static JsonObject Wrap(string form, JsonObject secret) => form switch
    {
        "list" => new JsonObject { ["kind"] = "SecretList", ["items"] = new JsonArray(secret) },
        "watch" => new JsonObject { ["type"] = "ADDED", ["object"] = secret },
        "table" => new JsonObject
        {
            ["kind"] = "Table",
            ["columnDefinitions"] = new JsonArray(new JsonObject { ["name"] = "Name" }, new JsonObject { ["name"] = "Value" }),
            ["rows"] = new JsonArray(new JsonObject
            {
                ["cells"] = new JsonArray("a", secret["data"]!.ToJsonString()),
                ["object"] = secret,
            }),
        },
        _ => secret,
    };

    private static JsonNode Object(string form, string written)
    {
        var document = JsonNode.Parse(written)!;
        return form switch
        {
            "list" => document["items"]![0]!,
            "watch" => document["object"]!,
            "table" => document["rows"]![0]!["object"]!,
            _ => document,
        };
    }

    private static IEnumerable<string> KeysOf(string form, string written) => Object(form, written)["data"]!.AsObject().Select(p => p.Key);

    private static string Sizes(string form, string written) =>
        (string?)Object(form, written)["metadata"]!["annotations"]?[Placeholder.SizesAnnotation] ?? "";

    /// <summary>Eight base64 digits in a row, and the value as text.</summary>
    private static IEnumerable<string> Leaks(byte[] value)
    {
        var digits = Convert.ToBase64String(value).TrimEnd('=');
        for (var at = 0; at + 8 <= digits.Length; at += 4)
        {
            yield return digits.Substring(at, 8);
        }

        yield return JsonEncodedText.Encode(Encoding.Latin1.GetString(value)).ToString();
    }
}
