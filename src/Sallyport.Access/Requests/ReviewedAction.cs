namespace Sallyport.Access.Requests;

/// <summary>
/// Makes requests that are only asked about, as <c>kubectl auth can-i</c> does: they have the tuple that a decision looks
/// at, verbs and wildcards that no request line could carry included, and no target, so they can never be sent.
/// </summary>
public static class ReviewedAction
{
    /// <summary>An action on a resource.</summary>
    public static KubernetesRequest OnResource(
        string verb, string apiGroup, string apiVersion, string resource, string subresource, string ns, string name) => new()
        {
            Method = MethodOf(verb),
            IsResource = true,
            Verb = verb,
            ApiGroup = apiGroup,
            ApiVersion = apiVersion,
            Resource = resource,
            Subresource = subresource,
            Namespace = ns,
            Name = name,
            NameInPath = name.Length > 0,
        };

    /// <summary>An action on a path such as <c>/healthz</c>.</summary>
    public static KubernetesRequest OnPath(string verb, string path) => new()
    {
        Method = MethodOf(verb),
        IsResource = false,
        Verb = verb,
        Path = path,
    };

    private static string MethodOf(string verb) => verb switch
    {
        "get" or "list" or "watch" => "GET",
        "update" or "put" => "PUT",
        "patch" => "PATCH",
        "delete" or "deletecollection" => "DELETE",
        "head" => "HEAD",
        _ => "POST",
    };
}
