using Sallyport.Access.Requests;

namespace Sallyport.Access.Decisions;

/// <summary>What everyone with any assignment on a cluster may ask of it: discovery, version, health, and about oneself.</summary>
internal static class MemberRequests
{
    public static bool Contains(KubernetesRequest request) => request.IsResource ? IsAboutOneself(request) : IsDiscovery(request);

    private static bool IsAboutOneself(KubernetesRequest request) =>
        request.Verb == "create" && request.Subresource.Length == 0 && request.Namespace.Length == 0 && request.Name.Length == 0 &&
        request.ApiGroup switch
        {
            "authorization.k8s.io" => request.Resource is "selfsubjectaccessreviews" or "selfsubjectrulesreviews",
            "authentication.k8s.io" => request.Resource is "selfsubjectreviews",
            _ => false,
        };

    private static bool IsDiscovery(KubernetesRequest request)
    {
        if (request.Verb is not ("get" or "head"))
        {
            return false;
        }

        var path = request.Path.AsSpan().TrimEnd('/');
        return path switch
        {
            "/api" or "/apis" or "/openapi" or "/version" => true,
            // With "verbose" they tell which checks there are and how each of them went, and so, bit by bit, with "exclude".
            "/healthz" or "/livez" or "/readyz" => request.Query.All(parameter => parameter.Key is "timeout" or "pretty"),
            _ => path.StartsWith("/api/") || path.StartsWith("/apis/") || path.StartsWith("/openapi/"),
        };
    }
}
