using System.Text;
using System.Text.Json;
using CsCheck;
using Sallyport.Access.Requests;
using Sallyport.Fuzzing;

namespace Sallyport.Access.Tests.Requests;

/// <summary>What holds for every string, not only for the ones somebody thought of.</summary>
public sealed class RequestParserPropertyTests
{
    private static Gen<string> OneOf(params string[] texts) => Gen.Int[0, texts.Length - 1].Select(i => texts[i]);

    private static readonly Gen<string> Methods = OneOf("GET", "GET", "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "get");

    private static readonly Gen<string> Pieces = Gen.Frequency(
        (12, OneOf(
            "/api/v1", "/apis/apps/v1", "/namespaces", "/x", "/pods", "/secrets", "/deployments", "/p", "/exec", "/proxy",
            "/log", "/status", "/watch", "/https:p:443", "/system%3Anode", "/a%20b", "/%E2%82%AC", "/%2A", "/openapi/v3",
            "/apis/custom.metrics.k8s.io/v1beta1", "/apis/external.metrics.k8s.io/v1beta1", "/Queue_Length", "/a%7Cb", "/finalize")),
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

    [Fact]
    public void Parse_AnyString_UnderstandsWhatKubeApiserverDoesAndTheAgentTheSameAgain() =>
        Gen.Select(Methods, Targets).Sample((method, target) => RequestLineTarget.Check(method, target), iter: 60_000);

    [Fact]
    public void Parse_AnyBytes_HoldsAsWell() =>
        Gen.Byte.Array[0, 80].Sample(bytes => RequestLineTarget.Check(bytes), iter: 40_000);

    [Fact]
    public void Parse_AnOrdinaryLineWithOneByteChanged_StillHolds()
    {
        var lines = OracleLine.All().Where(line => RequestParser.Parse(line.Method, line.Target).Understood).ToArray();

        Gen.Select(Gen.Int[0, lines.Length - 1], Gen.Int[0, 4000], Gen.Byte).Sample(
            (line, at, with) =>
            {
                var bytes = Encoding.Latin1.GetBytes($"{lines[line].Method} {lines[line].Target}");
                bytes[at % bytes.Length] = with;
                RequestLineTarget.Check(bytes);
            },
            iter: 60_000);
    }

    [Fact]
    public void Parse_APathWithOneCharacterEscapedOrInTheOtherCase_IsRefusedOrTheSame()
    {
        var lines = OracleLine.All().Select(line => RequestParser.Parse(line.Method, line.Target).Request).OfType<KubernetesRequest>().ToArray();

        Gen.Select(Gen.Int[0, lines.Length - 1], Gen.Int[0, 4000], Gen.Bool).Sample(
            (line, at, escape) =>
            {
                var target = lines[line].Target;
                at %= target.Split('?')[0].Length;
                var otherwise = string.Concat(target.AsSpan(0, at), escape ? $"%{(int)target[at]:x2}" : InTheOtherCase(target[at]), target.AsSpan(at + 1));
                return RequestParser.Parse(lines[line].Method, otherwise).Request is not { } read
                    || KubernetesTuple.Of(read).ToString().Equals(
                        KubernetesTuple.Of(lines[line]).ToString(), escape ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase);
            },
            iter: 60_000);
    }

    private static string InTheOtherCase(char c) => char.ToString(char.IsAsciiLetterUpper(c) ? char.ToLowerInvariant(c) : char.ToUpperInvariant(c));
}
