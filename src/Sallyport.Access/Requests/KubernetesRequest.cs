namespace Sallyport.Access.Requests;

/// <summary>
/// What one request asks of a Kubernetes API server, exactly as kube-apiserver's own <c>RequestInfo</c> would say it.
/// Immutable; made only by <see cref="RequestParser"/>, so that whoever holds one knows that it was understood.
/// </summary>
public sealed class KubernetesRequest
{
    internal KubernetesRequest() { }

    /// <summary>The HTTP method, upper case: GET, HEAD, POST, PUT, PATCH or DELETE.</summary>
    public required string Method { get; init; }

    /// <summary>Whether a resource is asked for, or a path such as <c>/version</c>.</summary>
    public required bool IsResource { get; init; }

    /// <summary>get, list, watch, create, update, patch, delete, deletecollection; or for a path the method in lower case.</summary>
    public required string Verb { get; init; }

    /// <summary>The same for one namespace: to be decided on, never to be sent.</summary>
    internal KubernetesRequest In(string ns) => new()
    {
        Method = Method,
        IsResource = IsResource,
        Verb = Verb,
        ApiGroup = ApiGroup,
        ApiVersion = ApiVersion,
        Resource = Resource,
        Subresource = Subresource,
        Namespace = ns,
        Name = Name,
        NameInPath = NameInPath,
        Query = Query,
    };

    /// <summary>The API group; empty for the core group.</summary>
    public string ApiGroup { get; init; } = "";

    /// <summary>The API version.</summary>
    public string ApiVersion { get; init; } = "";

    /// <summary>The resource in plural and lower case, such as <c>pods</c>.</summary>
    public string Resource { get; init; } = "";

    /// <summary>The sub-resource, such as <c>log</c>; empty when there is none.</summary>
    public string Subresource { get; init; } = "";

    /// <summary>The namespace; empty when the request has none.</summary>
    public string Namespace { get; init; } = "";

    /// <summary>The object's name, from the path or from an exact <c>metadata.name</c> field selector; empty when there is none.</summary>
    public string Name { get; init; } = "";

    /// <summary>The decoded path of a non-resource request; for a resource, empty.</summary>
    public string Path { get; init; } = "";

    /// <summary>What follows <c>/proxy</c> in a pods, services or nodes proxy request, as canonical escaped path; empty otherwise.</summary>
    public string ProxyPath { get; init; } = "";

    /// <summary>The query of such a request: the backend's own, not decoded, in canonical form and without the mark.</summary>
    public string ProxyQuery { get; init; } = "";

    /// <summary>Whether <see cref="Name"/> stood in the path; a name taken from a field selector is not part of the target's path.</summary>
    public bool NameInPath { get; init; }

    /// <summary>The query keys that the request's kind knows, decoded, in canonical order.</summary>
    public IReadOnlyList<QueryParameter> Query { get; init; } = [];

    /// <summary>What an exec in a pod runs; null for anything else, and for one that is only asked about.</summary>
    public ExecRequest? Exec { get; init; }

    /// <summary>The canonical request target (path and query, percent-escaped by us): the only form that is ever sent on.</summary>
    public string Target { get; init; } = "";
}
