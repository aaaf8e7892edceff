using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Sallyport.Demo.Http;

namespace Sallyport.Demo.Discovery;

/// <summary>Answers <c>/api</c>, <c>/apis</c> and what lies below them that is not a resource.</summary>
internal sealed class DiscoveryEndpoint(ResourceCatalog catalog, OpenApiDocuments openApi)
{
    /// <summary>Answers if the path is one of discovery's.</summary>
    public async Task<bool> TryAnswerAsync(HttpContext context, string path)
    {
        string[] parts = path.Trim('/').Split('/');
        if (parts[0] == "openapi")
        {
            return await TryAnswerOpenApiAsync(context, parts).ConfigureAwait(false);
        }

        JsonObject? document = parts switch
        {
            ["api"] => DiscoveryDocuments.ApiVersions(context.Request.Host.Value ?? ""),
            ["apis"] => DiscoveryDocuments.GroupList(catalog),
            ["api", var version] => DiscoveryDocuments.Resources(catalog, "", version),
            ["apis", var group] => DiscoveryDocuments.Group(catalog, group) is { } found ? WithKind(found) : null,
            ["apis", var group, var version] => DiscoveryDocuments.Resources(catalog, group, version),
            _ => null,
        };
        if (document is null)
        {
            return false;
        }

        context.Response.Headers.Vary = "Accept";
        if (parts.Length == 1 && MediaType.Negotiate(context.Request, IsAggregated) is { As.Length: > 0 } media)
        {
            await context.JsonAsync(AggregatedDiscovery.Document(catalog, parts[0] == "api", media.Version), 200,
                $"application/json;g=apidiscovery.k8s.io;v={media.Version};as=APIGroupDiscoveryList")
                .ConfigureAwait(false);
            return true;
        }

        await context.JsonAsync(document).ConfigureAwait(false);
        return true;
    }

    private async Task<bool> TryAnswerOpenApiAsync(HttpContext context, string[] parts)
    {
        const string Protobuf = "application/com.github.proto-openapi.spec.v2@v1.0+protobuf";
        switch (parts)
        {
            case [_, "v2"]:
                bool protobuf = MediaType.Accepted(context.Request).Any(media => media.Type == Protobuf);
                // Go cannot parse the type it asks for, because of the @ in it: it is answered with a plain one.
                await context.BytesAsync(openApi.Second(protobuf), 200,
                    protobuf ? "application/octet-stream" : "application/json")
                    .ConfigureAwait(false);
                return true;
            case [_, "v3"]:
                await context.JsonAsync(openApi.Index()).ConfigureAwait(false);
                return true;
            case [_, "v3", .. var place] when openApi.Third(string.Join('/', place)) is { } document:
                _ = MediaType.Negotiate(context.Request, _ => false);
                await context.BytesAsync(document).ConfigureAwait(false);
                return true;
            default:
                return false;
        }
    }

    private static bool IsAggregated(MediaType media) => media is
    {
        As: "APIGroupDiscoveryList",
        Group: "apidiscovery.k8s.io",
        Version: "v2" or "v2beta1",
    };

    private static JsonObject WithKind(JsonObject group)
    {
        group["kind"] = "APIGroup";
        group["apiVersion"] = "v1";
        return group;
    }
}
