namespace Sallyport.Access.Requests;

/// <summary>A request for a resource, or for a sub-resource of one.</summary>
internal static class ResourceRequest
{
    public static ParsedRequest Parse(
        string method, PathSegments segments, ReadOnlySpan<char> query, string rawTarget)
    {
        if (ResourcePath.TryRead(segments, out var path) is { } pathRefusal)
        {
            return ParsedRequest.Refused(pathRefusal);
        }

        if (!PercentEncoding.TryDecode(path.RawName, plusIsSpace: false, out var name)
            || !SegmentGrammar.IsName(name))
        {
            return ParsedRequest.Refused(RequestRefusals.Name);
        }

        var writer = new TargetWriter(stackalloc char[512]);
        try
        {
            WritePath(path, name, ref writer);
            return path.IsProxy
                ? Proxy(method, path, name, segments, query, rawTarget, ref writer)
                : Object(method, path, name, query, rawTarget, ref writer);
        }
        finally
        {
            writer.Dispose();
        }
    }

    private static ParsedRequest Object(
        string method, ResourcePath path, string name, ReadOnlySpan<char> query, string rawTarget, ref TargetWriter writer)
    {
        var resource = KnownWords.Text(path.Resource);
        var subresource = KnownWords.Text(path.Subresource);
        if (QueryReader.TryRead(query, QueryKeys.Of(path.Group, resource, subresource), out var parameters)
            is { } queryRefusal)
        {
            return ParsedRequest.Refused(queryRefusal);
        }

        foreach (var parameter in parameters)
        {
            writer.Parameter(parameter);
        }

        var verb = RequestMethod.ResourceVerb(method);
        var named = name.Length > 0;
        if (!named && verb == "delete")
        {
            verb = "deletecollection";
        }
        else if (!named && verb == "get" && ListOptions.TryRead(parameters, out verb, out name) is { } listRefusal)
        {
            return ParsedRequest.Refused(listRefusal);
        }

        // kube-apiserver serves it for custom resources: a watch without a body, which ends for everyone but itself.
        if (verb == "watch" && method == "HEAD")
        {
            return ParsedRequest.Refused(RequestRefusals.HeadOfWatch);
        }

        return ParsedRequest.Of(new KubernetesRequest
        {
            Method = method,
            IsResource = true,
            Verb = verb,
            ApiGroup = KnownWords.Text(path.Group),
            ApiVersion = KnownWords.Text(path.Version),
            Resource = resource,
            Subresource = subresource,
            Namespace = path.IsNamespaceItself ? name : path.Namespace.ToString(),
            Name = name,
            NameInPath = named,
            Query = parameters,
            Exec = path.IsCore && resource == "pods" && subresource == "exec" ? ExecRequest.From(parameters) : null,
            Target = writer.Finish(rawTarget),
        });
    }

    private static ParsedRequest Proxy(
        string method, ResourcePath path, string name, PathSegments segments, ReadOnlySpan<char> query, string rawTarget,
        ref TargetWriter writer)
    {
        var start = writer.Position;
        for (var i = path.SuffixAt; i < segments.Count; i++)
        {
            if (!PercentEncoding.TryDecode(segments[i], plusIsSpace: false, out var segment)
                || !SegmentGrammar.IsName(segment))
            {
                return ParsedRequest.Refused(RequestRefusals.ProxyPath);
            }

            writer.EscapedSegment(segment);
        }

        if (segments.TrailingSlash)
        {
            writer.Slash();
        }

        var proxyPath = writer.Since(start);
        if (QueryReader.TryReadBackend(query, out var backendQuery) is { } refusal)
        {
            return ParsedRequest.Refused(refusal);
        }

        if (backendQuery.Length > 0)
        {
            writer.CanonicalQuery(backendQuery);
        }

        return ParsedRequest.Of(new KubernetesRequest
        {
            Method = method,
            IsResource = true,
            Verb = RequestMethod.ResourceVerb(method),
            ApiVersion = KnownWords.Text(path.Version),
            Resource = KnownWords.Text(path.Resource),
            Subresource = "proxy",
            Namespace = path.Namespace.ToString(),
            Name = name,
            NameInPath = true,
            ProxyPath = proxyPath,
            ProxyQuery = backendQuery,
            Target = writer.Finish(rawTarget),
        });
    }

    private static void WritePath(ResourcePath path, string name, ref TargetWriter writer)
    {
        writer.Segment(path.IsCore ? "api" : "apis");
        if (!path.IsCore)
        {
            writer.Segment(path.Group);
        }

        writer.Segment(path.Version);
        if (!path.Namespace.IsEmpty && !path.IsNamespaceItself)
        {
            writer.Segment("namespaces");
            writer.Segment(path.Namespace);
        }

        // Only a metric's name has anything to escape.
        writer.EscapedSegment(path.Resource);
        if (name.Length > 0)
        {
            writer.EscapedSegment(name);
        }

        if (!path.Subresource.IsEmpty)
        {
            writer.EscapedSegment(path.Subresource);
        }
    }
}
