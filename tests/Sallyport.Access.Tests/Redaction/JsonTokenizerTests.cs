using System.Text;
using System.Text.Json;
using CsCheck;
using Sallyport.Access.Redaction;

namespace Sallyport.Access.Tests.Redaction;

/// <summary>The tokenizer beside the framework's: both take and refuse the same, in the same tokens.</summary>
public sealed class JsonTokenizerTests
{
    private static readonly string[] Words =
    [
        "{", "}", "[", "]", ":", ",", "\"a\"", "\"\"", "\"\\u00e9\\n\"", "\"\\ud83d\\ude00\"", "\"é\"", "1", "-0", "0.5", "1e9", "-1.25E-3", "01", "1.", "+1",
        "true", "false", "null", "nul", " ", "\n", "\t", "\"a\":1", "\"b\":{}", "\"c\":[1,2]", "{\"x\":\"y\"}", "\\", "\"", "\u0001", "/**/",
    ];

    private static readonly Gen<string> Pieces = Gen.Int[0, Words.Length - 1].Select(i => Words[i]);

    private static readonly Gen<string> Documents = Gen.OneOf(
        Pieces.Array[0, 12].Select(string.Concat),
        Pieces.Array[0, 8].Select(pieces => "{\"a\":[" + string.Join(',', pieces) + "]}"),
        Pieces.Array[0, 8].Select(pieces => "{" + string.Join(',', pieces.Select((p, i) => $"\"k{i}\":{p}")) + "}"));

    [Fact]
    public void Document_OfAnyForm_IsReadAsTheFrameworkReadsIt() => Gen.Select(Documents, Gen.Int[1, 9]).Sample(
        (document, chunk) =>
        {
            var bytes = Encoding.UTF8.GetBytes(document);
            var expected = Expected(bytes);
            var read = Read(bytes, chunk);
            return (expected is null && read is null) || (expected is not null && read is not null && expected.SequenceEqual(read));
        },
        iter: 60_000);

    private static List<string>? Expected(byte[] json)
    {
        var tokens = new List<string>();
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = RedactionLimits.Depth });
        try
        {
            while (reader.Read())
            {
                tokens.Add(reader.TokenType switch
                {
                    JsonTokenType.PropertyName => "Name " + reader.GetString(),
                    JsonTokenType.String => "Text " + reader.GetString(),
                    JsonTokenType.Number => "Number " + Encoding.UTF8.GetString(reader.ValueSpan),
                    JsonTokenType.StartObject => "ObjectStart ",
                    JsonTokenType.EndObject => "ObjectEnd ",
                    JsonTokenType.StartArray => "ArrayStart ",
                    JsonTokenType.EndArray => "ArrayEnd ",
                    var other => other + " ",
                });
            }

            // A root that is no object or array has no place in an answer.
            return tokens is ["ObjectStart " or "ArrayStart " or ['T', 'e', 'x', 't', ..], ..] ? tokens : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static List<string>? Read(byte[] json, int chunk)
    {
        var tokens = new List<string>();
        var tokenizer = new JsonTokenizer(manyRoots: false);
        try
        {
            for (var at = 0; at < json.Length; at += chunk)
            {
                ReadOnlySpan<byte> input = json.AsSpan(at, Math.Min(chunk, json.Length - at));
                while (tokenizer.Read(ref input, out var text) is var token and not JsonToken.None)
                {
                    tokens.Add($"{token} {(token is JsonToken.Name or JsonToken.Text or JsonToken.Number ? Encoding.UTF8.GetString(text) : "")}");
                }
            }

            return tokenizer.AtEnd && tokens.Count > 0 ? tokens : null;
        }
        catch (RedactionException)
        {
            return null;
        }
    }
}
