using System.Text.Json;
using System.Text.Json.Nodes;
using Sallyport.Access.Requests;

namespace Sallyport.Hub.Gateway;

/// <summary>The body of a review: small, and read before anything is answered.</summary>
internal static class ReviewBody
{
    private const int Longest = 64 * 1024;

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

        if (contentType == ReviewProtobuf.MediaType)
        {
            var read = ReviewProtobuf.ReadSpec(buffer.AsSpan(0, length), exchange.Request!.Resource);
            return (read, read is null ? Refusal.NotUnderstood("The review is not well-formed protobuf.") : null);
        }

        try
        {
            var root = JsonNode.Parse(buffer.AsSpan(0, length), documentOptions: new JsonDocumentOptions { MaxDepth = 16, AllowDuplicateProperties = false });
            return root is JsonObject document && (document["spec"] ?? new JsonObject()) is JsonObject spec
                ? (spec, null)
                : (null, Refusal.NotUnderstood("The review is not a JSON object with a spec."));
        }
        catch (Exception malformed) when (malformed is JsonException or ArgumentException)
        {
            return (null, Refusal.NotUnderstood("The review is not well-formed JSON."));
        }
    }

    /// <summary>The action a SelfSubjectAccessReview asks about; null when it names none, or one that is no string.</summary>
    public static KubernetesRequest? Action(JsonObject spec)
    {
        try
        {
            if (spec["resourceAttributes"] is JsonObject resource)
            {
                return ReviewedAction.OnResource(
                    Text(resource, "verb"), Text(resource, "group"), Text(resource, "version"), Text(resource, "resource"),
                    Text(resource, "subresource"), Text(resource, "namespace"), Text(resource, "name"));
            }

            return spec["nonResourceAttributes"] is JsonObject path
                ? ReviewedAction.OnPath(Text(path, "verb"), Text(path, "path"))
                : null;
        }
        catch (Exception malformed) when (malformed is InvalidOperationException or ArgumentException or FormatException)
        {
            return null;
        }
    }

    public static string Text(JsonObject attributes, string key) => attributes[key]?.GetValue<string>() ?? "";
}
