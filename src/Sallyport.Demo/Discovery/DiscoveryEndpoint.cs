using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Sallyport.Demo.Http;

namespace Sallyport.Demo.Discovery;

/// <summary>Answers <c>/api</c>, <c>/apis</c> and what lies below them that is not a resource.</summary>
internal sealed class DiscoveryEndpoint(ResourceCatalog catalog)
{
    /// <summary>Answers if the path is one of discovery's.</summary>
    public async Task<bool> TryAnswerAsync(HttpContext context, string path)
    {
        string[] parts = path.Trim('/').Split('/');
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
