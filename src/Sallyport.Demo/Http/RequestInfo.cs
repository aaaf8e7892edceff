namespace Sallyport.Demo.Http;

/// <summary>
/// What a request asks for, by the rules of kube-apiserver's own request parser: the tuple that RBAC decides on.
/// </summary>
internal sealed record RequestInfo
{
    public required string Verb { get; init; }

    public required string Path { get; init; }

    public bool IsResource { get; init; }

    public string Group { get; init; } = "";

    public string Version { get; init; } = "";

    public string Resource { get; init; } = "";

    public string Subresource { get; init; } = "";

    public string Namespace { get; init; } = "";

    public string Name { get; init; } = "";

    /// <summary>What follows the sub-resource, as in <c>services/proxy/a/b</c>; such paths are served nowhere here.</summary>
    public bool HasTail { get; init; }

    public string ResourceWithSubresource => Subresource.Length == 0 ? Resource : $"{Resource}/{Subresource}";

    /// <summary>Reads method and target; null where kube-apiserver answers 500 (a bare <c>watch</c> or <c>proxy</c>).</summary>
    public static RequestInfo? Parse(string method, RequestTarget target)
    {
        string path = target.Path;
        RequestInfo plain = new() { Verb = method.ToLowerInvariant(), Path = path };
        ReadOnlySpan<string> parts = path.Trim('/').Split('/');
        if (parts.Length < 3 || parts[0] is not ("api" or "apis"))
        {
            return plain;
        }

        string group = "";
        bool legacy = parts[0] == "api";
        parts = parts[1..];
        if (!legacy)
        {
            if (parts.Length < 3)
            {
                return plain;
            }

            group = parts[0];
            parts = parts[1..];
        }

        string version = parts[0];
        parts = parts[1..];
        string verb = method switch
        {
            "POST" => "create",
            "GET" or "HEAD" => "get",
            "PUT" => "update",
            "PATCH" => "patch",
            "DELETE" => "delete",
            _ => "",
        };
        if (parts[0] is "proxy" or "watch")
        {
            if (parts.Length < 2)
            {
                return null;
            }

            verb = parts[0];
            parts = parts[1..];
        }

        string ns = "";
        if (parts[0] == "namespaces" && parts.Length > 1)
        {
            ns = parts[1];
            if (parts.Length > 2 && parts[2] is not ("status" or "finalize"))
            {
                parts = parts[2..];
            }
        }

        RequestInfo info = new()
        {
            Verb = verb,
            Path = path,
            IsResource = true,
            Group = group,
            Version = version,
            Namespace = ns,
            Resource = parts[0],
            Name = parts.Length > 1 ? parts[1] : "",
            Subresource = parts.Length > 2 && verb != "proxy" ? parts[2] : "",
            HasTail = parts.Length > 3,
        };
        return info.Name.Length > 0 ? info : info with { Verb = CollectionVerb(verb, target), Name = NameOf(verb, target) };
    }

    private static string CollectionVerb(string verb, RequestTarget target) => verb switch
    {
        "get" => target.Flag("watch") ? "watch" : "list",
        "delete" => "deletecollection",
        _ => verb,
    };

    // A list narrowed to one name by a field selector is authorized as that name.
    private static string NameOf(string verb, RequestTarget target)
    {
        if (verb != "get" || target["fieldSelector"] is not { } selector)
        {
            return "";
        }

        foreach (string term in selector.Split(','))
        {
            if (term.StartsWith("metadata.name=", StringComparison.Ordinal))
            {
                string name = term["metadata.name=".Length..].TrimStart('=');
                return name.Contains('/') || name.Contains('%') || name is "." or ".." ? "" : name;
            }
        }

        return "";
    }
}
