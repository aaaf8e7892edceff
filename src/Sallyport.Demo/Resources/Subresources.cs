using Sallyport.Demo.Http;
using Sallyport.Demo.Logs;
using Sallyport.Demo.Rbac;
using Sallyport.Demo.Streams;

namespace Sallyport.Demo.Resources;

/// <summary>The parts of resources that are not their status.</summary>
internal sealed class Subresources(
    ScaleEndpoint scale,
    LogEndpoint logs,
    ExecEndpoint exec,
    AttachEndpoint attach,
    PortForwardEndpoint portForward,
    EvictionEndpoint eviction,
    TokenEndpoint token,
    Reading reading,
    Writing writing)
{
    public Task HandleAsync(ResourceRequest request)
    {
        Store.Subresource part = request.Type.Subresources.FirstOrDefault(part => part.Name == request.Info.Subresource)
            ?? throw ApiException.NoSuchPath();
        if (!part.Verbs.Contains(request.Info.Verb) || request.Http.Request.Method is "HEAD")
        {
            throw ApiException.MethodNotAllowed();
        }

        return request.Info.Subresource switch
        {
            "scale" => scale.HandleAsync(request),
            "log" => logs.HandleAsync(request),
            "exec" => exec.HandleAsync(request),
            "attach" => attach.HandleAsync(request),
            "portforward" => portForward.HandleAsync(request),
            "eviction" => eviction.HandleAsync(request),
            "token" => token.HandleAsync(request),
            "ephemeralcontainers" when request.Info.Verb == "get" => reading.GetAsync(request),
            "ephemeralcontainers" when request.Info.Verb == "patch" => writing.PatchAsync(request),
            "ephemeralcontainers" when request.Info.Verb == "update" => writing.UpdateAsync(request),
            "finalize" => writing.UpdateAsync(request),
            _ => throw ApiException.NoSuchPath(),
        };
    }
}
