using System.Text;
using Sallyport.Access.Requests;

namespace Sallyport.Agent.Forwarding;

/// <summary>
/// Keeps everyone out of the agent's own namespace: its pod and its tokens are every user's rights in this cluster.
/// What cannot reveal or change them (reading its pods, events or logs) stays possible, so that it can be looked after.
/// </summary>
internal sealed class OwnNamespace(string name)
{
    private const string FieldSelector = "fieldSelector";

    /// <summary>Why a request is refused; null when it is not.</summary>
    public Refusal? Check(KubernetesRequest request)
    {
        if (name.Length == 0 || !request.IsResource)
        {
            return null;
        }

        if (request.Namespace == name && !IsHarmlessRead(request))
        {
            return Refusal.Forbidden(
                $"The namespace '{name}' is the Sallyport agent's own: nobody may change it, open a shell in it or read its Secrets through Sallyport.");
        }

        return IsOwnClusterObject(request)
            ? Refusal.Forbidden("The Sallyport agent's own ClusterRoles and bindings cannot be changed through Sallyport.")
            : null;
    }

    /// <summary>
    /// What is sent instead, where it must be narrowed: a read of Secrets across namespaces leaves the agent's own out,
    /// whatever else was selected. Null where nothing has to change.
    /// </summary>
    public ParsedRequest? Narrow(KubernetesRequest request)
    {
        if (name.Length == 0 || !IsSecretsAcrossNamespaces(request))
        {
            return null;
        }

        var own = $"metadata.namespace!={name}";
        var query = new StringBuilder();
        var selected = false;
        foreach (var (key, value) in request.Query)
        {
            var isSelector = key == FieldSelector && value.Length > 0;
            selected |= isSelector;
            if (key != FieldSelector || isSelector)
            {
                Append(query, key, isSelector ? $"{value},{own}" : value);
            }
        }

        if (!selected)
        {
            Append(query, FieldSelector, own);
        }

        var path = request.Target.AsSpan();
        var end = path.IndexOf('?');
        return RequestParser.Parse(request.Method, $"{(end < 0 ? path : path[..end])}{query}");
    }

    private static void Append(StringBuilder query, string key, string value) => query
        .Append(query.Length == 0 ? '?' : '&')
        .Append(Uri.EscapeDataString(key))
        .Append('=')
        .Append(Uri.EscapeDataString(value));

    private static bool IsSecrets(KubernetesRequest request) => request is { ApiGroup: "", Resource: "secrets" };

    private static bool IsSecretsAcrossNamespaces(KubernetesRequest request) =>
        request.IsResource && IsSecrets(request) && request.Namespace.Length == 0;

    private static bool IsHarmlessRead(KubernetesRequest request) =>
        request.Verb is "get" or "list" or "watch"
        && request.Resource != "secrets"
        && request.Subresource is "" or "log" or "status" or "scale";

    private static bool IsOwnClusterObject(KubernetesRequest request) =>
        request is { ApiGroup: "rbac.authorization.k8s.io", Resource: "clusterroles" or "clusterrolebindings" }
        && request.Verb is not ("get" or "list" or "watch")
        && (request.Verb == "deletecollection" || request.Name.StartsWith("sallyport", StringComparison.Ordinal));
}
