namespace Sallyport.Access.Requests;

/// <summary>The six HTTP methods that a Kubernetes API server gives a meaning to; case matters.</summary>
internal static class RequestMethod
{
    /// <summary>The method as a shared string, or null when it is none of the six.</summary>
    public static string? Known(string method) => method switch
    {
        "GET" => "GET",
        "HEAD" => "HEAD",
        "POST" => "POST",
        "PUT" => "PUT",
        "PATCH" => "PATCH",
        "DELETE" => "DELETE",
        _ => null,
    };

    /// <summary>The verb of a request for a path: the method in lower case.</summary>
    public static string PathVerb(string method) => method switch
    {
        "GET" => "get",
        "HEAD" => "head",
        "POST" => "post",
        "PUT" => "put",
        "PATCH" => "patch",
        _ => "delete",
    };

    /// <summary>The verb of a request for a resource, before name and query turn get into list or watch.</summary>
    public static string ResourceVerb(string method) => method switch
    {
        "GET" or "HEAD" => "get",
        "POST" => "create",
        "PUT" => "update",
        "PATCH" => "patch",
        _ => "delete",
    };
}
