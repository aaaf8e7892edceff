using System.Text.Json;
using System.Text.Json.Nodes;
using Sallyport.Access.Requests;

namespace Sallyport.Hub.Gateway;

/// <summary>The body of a review: small, and read before anything is answered.</summary>
internal static class ReviewBody
{
    private const int Longest = 64 * 1024;

    /// <summary>A key twice is read in two ways by two readers.</summary>
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 16, AllowDuplicateProperties = false };

    public static async Task<(JsonObject? Spec, Refusal? Refusal)> ReadAsync(Exchange exchange, CancellationToken cancellationToken)
    {
        var contentType = exchange.Headers.ContentType.ToString().Split(';')[0].Trim().ToLowerInvariant();
        if (contentType is not ("" or "application/json" or ReviewProtobuf.MediaType))
        {
            return (null, Refusal.UnsupportedMediaType("Reviews are read as JSON or as Kubernetes' protobuf."));
        }

        var buffer = new byte[Longest + 1];
        var length = await exchange.Body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken);
        exchange.Tally.CountIn(length);
        if (length > Longest)
        {
            return (null, Refusal.TooLarge("The review is longer than 64 KiB."));
        }

        var body = buffer.AsMemory(0, length);
        return contentType == ReviewProtobuf.MediaType
            ? Understood(ReviewProtobuf.ReadSpec(body.Span, exchange.Request!.Resource), "The review is not well-formed protobuf.")
            : Understood(ReadJson(body, exchange.Request!.Resource), "The review is not a well-formed JSON object with a spec that asks one thing.");
    }

    /// <summary>The spec of a review in JSON; null when the bytes are no such review.</summary>
    public static JsonObject? ReadJson(ReadOnlyMemory<byte> body, string resource)
    {
        try
        {
            using var document = JsonDocument.Parse(body, Strict);
            return document.RootElement.ValueKind != JsonValueKind.Object ? null
                : document.RootElement.TryGetProperty("spec", out var spec) && spec.ValueKind != JsonValueKind.Null ? ReviewSpec.Read(spec, resource)
                : [];
        }
        catch (Exception malformed) when (malformed is JsonException or InvalidOperationException or ArgumentException)
        {
            // Half a surrogate pair is found when its string is read, a key twice when it is there.
            return null;
        }
    }

    /// <summary>The action a SelfSubjectAccessReview asks about; null when it names none.</summary>
    public static KubernetesRequest? Action(JsonObject spec)
    {
        if (spec[ReviewSpec.OnResource] is JsonObject resource)
        {
            return ReviewedAction.OnResource(
                Text(resource, "verb"), Text(resource, "group"), Text(resource, "version"), Text(resource, "resource"),
                Text(resource, "subresource"), Text(resource, "namespace"), Text(resource, "name"));
        }

        return spec[ReviewSpec.OnPath] is JsonObject path ? ReviewedAction.OnPath(Text(path, "verb"), Text(path, "path")) : null;
    }

    public static string Text(JsonObject attributes, string key) => attributes[key]?.GetValue<string>() ?? "";

    private static (JsonObject? Spec, Refusal? Refusal) Understood(JsonObject? spec, string otherwise) =>
        (spec, spec is null ? Refusal.NotUnderstood(otherwise) : null);
}
