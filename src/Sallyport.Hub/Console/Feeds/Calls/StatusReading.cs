using System.Collections.Immutable;
using System.Text.Json;
using Sallyport.Hub.Gateway;

namespace Sallyport.Hub.Console.Feeds.Calls;

/// <summary>Reads a <c>metav1.Status</c>: the body of a refusal, or the object of a watch's ERROR event.</summary>
internal static class StatusReading
{
    public static ClusterProblem Read(string cluster, int code, ReadOnlySpan<byte> json)
    {
        try
        {
            var reader = new Utf8JsonReader(json);
            using var document = JsonDocument.ParseValue(ref reader);
            return Read(cluster, code, document.RootElement);
        }
        catch (JsonException)
        {
            return new ClusterProblem(cluster, ClusterProblem.KindOf(code), Speechless(cluster, code)) { Code = code };
        }
    }

    private static ClusterProblem Read(string cluster, int code, JsonElement status)
    {
        code = status.At("code") is { ValueKind: JsonValueKind.Number } said && said.TryGetInt32(out var number) ? number : code;
        var details = status.At("details");
        return new ClusterProblem(cluster, ClusterProblem.KindOf(code), status.Text("message") is { Length: > 0 } message ? message : Speechless(cluster, code))
        {
            Code = code,
            Reason = status.Text("reason"),
            Namespaces = Namespaces(details),
            Fields = Fields(details),
            RetryAfter = details.Number("retryAfterSeconds") is > 0 and var seconds ? TimeSpan.FromSeconds(Math.Min(seconds, 600)) : null,
        };
    }

    private static ImmutableArray<string> Namespaces(JsonElement details) =>
        [.. details.Items("causes").Where(cause => cause.Text("reason") == StatusDocument.AnsweredInNamespace).Select(cause => cause.Text("message")).Where(ns => ns.Length > 0)];

    private static ImmutableArray<FieldProblem> Fields(JsonElement details) =>
        [.. details.Items("causes").Where(cause => cause.Text("reason") != StatusDocument.AnsweredInNamespace && cause.Text("field").Length > 0)
            .Select(cause => new FieldProblem(cause.Text("field"), cause.Text("message")))];

    private static string Speechless(string cluster, int code) => $"Cluster {cluster} answered {code} without saying why.";
}
