using System.Text.Json;
using CsCheck;
using Sallyport.Access.Requests;

namespace Sallyport.Access.Tests.Requests;

/// <summary>What holds for every string, not only for the ones somebody thought of.</summary>
public sealed class RequestParserPropertyTests
{
    private static Gen<string> OneOf(params string[] texts) => Gen.Int[0, texts.Length - 1].Select(i => texts[i]);

    private static readonly Gen<string> Methods = OneOf("GET", "GET", "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "get");

    private static readonly Gen<string> Pieces = Gen.Frequency(
        (12, OneOf(
            "/api/v1", "/apis/apps/v1", "/namespaces", "/x", "/pods", "/secrets", "/deployments", "/p", "/exec", "/proxy",
            "/log", "/status", "/watch", "/https:p:443", "/system%3Anode", "/a%20b", "/%E2%82%AC", "/%2A", "/openapi/v3")),
        (2, OneOf("?", "&", "&watch=1", "?watch=true", "&limit=5", "&dryRun=All", "&command=a%0Ab", "&exclude=a",
            "&fieldSelector=metadata.name%3Dweb", "&labelSelector=a+in+(b%2Cc)", "&timeout=32s", "&q=%2f%26;")),
        (1, OneOf("/", "/..", "%2F", "%2e", ";", "#", "\\", "%", "\u202e", "%E2%80%8B", "A", "=", "+", "%00")),
        (1, Gen.String[0, 4]));

    private static readonly Gen<string> Targets = Gen.OneOf(
        Gen.String, Pieces.Array[0, 9].Select(string.Concat), Gen.String.Select(s => "/api/v1/" + s));

    [Fact]
    public void Parse_AnyString_NeverThrowsAndSaysNothingOfTheClient() =>
        Gen.Select(Methods, Targets).Sample((method, target) =>
        {
            var parsed = RequestParser.Parse(method, target);
            return parsed.Understood || RequestRefusals.All.Contains(parsed.Refusal);
        }, iter: 40_000);

    [Fact]
    public void Parse_ACanonicalTarget_IsTheSameRequestAndTheSameTarget() =>
        Gen.Select(Methods, Targets).Sample((method, target) =>
        {
            if (RequestParser.Parse(method, target).Request is not { } first)
            {
                return true;
            }

            var second = RequestParser.Parse(method, first.Target).Request;
            return second is not null
                && second.Target == first.Target
                && JsonSerializer.Serialize(second) == JsonSerializer.Serialize(first);
        }, iter: 40_000);

    [Fact]
    public void Parse_AnUnderstoodTarget_IsRebuiltFromPlainCharactersAlone() =>
        Targets.Sample(target =>
            RequestParser.Parse("GET", target).Request is not { } request
                || (request.Target.StartsWith('/')
                    && !request.Target.StartsWith("//", StringComparison.Ordinal)
                    && request.Target.All(c => c is > ' ' and < '\x7f' and not ('#' or '\\' or '"' or '<' or '>'))
                    && !request.Target.Split('?')[0].Split('/').Any(s => s is "." or "..")),
            iter: 40_000);
}
