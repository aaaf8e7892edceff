using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Sallyport.Demo.Discovery;
using Sallyport.Demo.Rbac;
using Sallyport.Demo.Resources;
using Sallyport.Demo.Store;

namespace Sallyport.Demo.Http;

/// <summary>Hands an authorized request to what serves it.</summary>
internal sealed class Dispatcher(
    ResourceCatalog catalog, DiscoveryEndpoint discovery, ResourceEndpoint resources)
{
    public Task DispatchAsync(HttpContext context, RequestTarget target, RequestInfo info, Identity who)
    {
        if (!info.IsResource)
        {
            return PlainAsync(context, info.Path);
        }

        ResourceType type = catalog.Find(info.Group, info.Version, info.Resource) ?? throw ApiException.NoSuchPath();
        return resources.HandleAsync(new ResourceRequest(context, target, info, who, type));
    }

    private async Task PlainAsync(HttpContext context, string path)
    {
        if (context.Request.Method is not ("GET" or "HEAD"))
        {
            throw ApiException.MethodNotAllowed();
        }

        switch (path)
        {
            case "/healthz" or "/livez" or "/readyz":
                await context.TextAsync("ok").ConfigureAwait(false);
                return;
            case "/version" or "/version/":
                await context.JsonAsync(ClusterVersion.Document()).ConfigureAwait(false);
                return;
            case "/":
                await context.JsonAsync(new JsonObject { ["paths"] = Paths().ToJson() }).ConfigureAwait(false);
                return;
            default:
                if (!await discovery.TryAnswerAsync(context, path).ConfigureAwait(false))
                {
                    throw ApiException.NoSuchPath();
                }

                return;
        }
    }

    private IEnumerable<string> Paths() =>
    [
        "/api", "/api/v1", "/apis",
        .. catalog.Types.Where(type => type.Group.Length > 0).Select(type => $"/apis/{type.ApiVersion}").Distinct(),
        "/healthz", "/livez", "/openapi/v2", "/openapi/v3", "/readyz", "/version",
    ];
}
