using System.Text;
using Sallyport.Access.Enforcement;
using Sallyport.Access.Requests;

namespace Sallyport.Agent.Forwarding;

/// <summary>
/// Keeps everyone out of the agent's own place: its pod and its tokens are every user's rights in this cluster, and its roles
/// and bindings are the second door. What cannot reveal or change them (reading its pods, events or logs) stays possible, so
/// that it can be looked after.
/// </summary>
/// <param name="name">The agent's own namespace; empty outside a cluster, where its roles and bindings are all there is.</param>
internal sealed class OwnNamespace(string name)
{
    private const string FieldSelector = "fieldSelector";

    /// <summary>Why a request is refused; null when it is not.</summary>
    public Refusal? Check(KubernetesRequest request)
    {
        if (!request.IsResource)
        {
            return null;
        }

        if (IsOwnRbac(request))
        {
            return Refusal.Forbidden("The Sallyport agent's own roles and bindings cannot be changed through Sallyport.");
        }

        if (name.Length == 0)
        {
            return null;
        }

        if (request.Namespace == name && !IsHarmlessRead(request))
        {
            return Refusal.Forbidden(
                $"The namespace '{name}' is the Sallyport agent's own: nobody may change it, open a shell in it or read its Secrets through Sallyport.");
        }

        if (request.Namespace.Length == 0 && IsSecretsAnywhere(request) && !CanLeaveOwnOut(request))
        {
            return Refusal.Forbidden($"Secrets across namespaces can only be listed and watched: anything else would touch the Sallyport agent's own, in '{name}'.");
        }

        return request is { ApiGroup: "", Resource: "nodes", Subresource: "proxy" } && !KubeletPaths.IsHarmless(request.Verb, request.ProxyPath)
            ? Refusal.Forbidden("Through the kubelet's API one reaches the Sallyport agent's own pod: only its health, metrics and stats may be asked for.")
            : null;
    }

    /// <summary>
    /// What is sent instead, where it must be narrowed: a read of Secrets across namespaces leaves the agent's own out,
    /// whatever else was selected. Null where nothing has to change.
    /// </summary>
    public ParsedRequest? Narrow(KubernetesRequest request)
    {
        if (name.Length == 0 || request.Namespace.Length > 0 || !CanLeaveOwnOut(request))
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

    /// <summary>Some aggregated APIs publish Secrets anew, under a group of their own.</summary>
    private static bool IsSecretsAnywhere(KubernetesRequest request) => request.Resource == "secrets" || request.Subresource == "secrets";

    private static bool CanLeaveOwnOut(KubernetesRequest request) =>
        request is { ApiGroup: "", Resource: "secrets", Subresource: "", Verb: "list" or "watch" };

    private static bool IsHarmlessRead(KubernetesRequest request) =>
        request.Verb is "get" or "list" or "watch"
        && request.Resource != "secrets"
        && request.Subresource is "" or "log" or "status" or "scale";

    private static bool IsOwnRbac(KubernetesRequest request) =>
        request is { ApiGroup: "rbac.authorization.k8s.io", Verb: not ("get" or "list" or "watch") }
        && (request.Verb == "deletecollection" || request.Name.StartsWith("sallyport", StringComparison.Ordinal));
}
