using Sallyport.Access.Policy;
using Sallyport.Access.Requests;

namespace Sallyport.Access.Decisions;

/// <summary>What a request asks, in the words kubectl's users know from Kubernetes itself.</summary>
internal static class RequestWords
{
    /// <summary>What the sentence is about: <c>deployments.apps "web"</c>, or a path.</summary>
    public static string Subject(KubernetesRequest request)
    {
        if (!request.IsResource)
        {
            return $"\"{request.Path}\"";
        }

        var resource = ClusterScope.Key(request.ApiGroup, request.Resource);
        return request.Name.Length == 0 ? resource : $"{resource} \"{request.Name}\"";
    }

    /// <summary>What was asked: <c>list secrets in namespace "shop"</c>.</summary>
    public static string Action(KubernetesRequest request, Asked asked)
    {
        if (!request.IsResource)
        {
            return $"{request.Verb} this path";
        }

        var resource = request.Resource + (request.Subresource.Length == 0 ? "" : "/" + request.Subresource);
        var plain = $"{request.Verb} {resource}";
        var action = asked.Capability switch
        {
            Capability.Shell => $"open a shell ({plain})",
            Capability.PortForward when request.Subresource == "portforward" => $"forward ports ({plain})",
            _ => plain,
        };
        return asked.Reach switch
        {
            Reach.Namespace when request.Resource == "namespaces" && request.ApiGroup.Length == 0 => $"{action} \"{asked.Namespace}\"",
            Reach.Namespace => $"{action} in namespace \"{asked.Namespace}\"",
            Reach.Cluster => $"{action} in this cluster",
            _ => $"{action} across all namespaces",
        };
    }
}
