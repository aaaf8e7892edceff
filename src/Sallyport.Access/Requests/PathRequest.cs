namespace Sallyport.Access.Requests;

/// <summary>A request for a path that is no resource: discovery, OpenAPI, version, health and the like.</summary>
internal static class PathRequest
{
    public static ParsedRequest Parse(
        string method, PathSegments segments, ReadOnlySpan<char> query, string rawTarget)
    {
        for (var i = 0; i < segments.Count; i++)
        {
            if (!SegmentGrammar.IsPathWord(segments[i]))
            {
                return ParsedRequest.Refused(RequestRefusals.PathWord);
            }
        }

        if (QueryReader.TryRead(query, QueryKeys.Paths, out var parameters) is { } refusal)
        {
            return ParsedRequest.Refused(refusal);
        }

        using var writer = new TargetWriter(stackalloc char[512]);
        for (var i = 0; i < segments.Count; i++)
        {
            writer.Segment(segments[i]);
        }

        // The slash at the end is part of what RBAC compares, so it stays.
        if (segments.Count == 0 || segments.TrailingSlash)
        {
            writer.Slash();
        }

        var path = writer.Since(0);
        foreach (var parameter in parameters)
        {
            writer.Parameter(parameter);
        }

        return ParsedRequest.Of(new KubernetesRequest
        {
            Method = method,
            IsResource = false,
            Verb = RequestMethod.PathVerb(method),
            Path = path,
            Query = parameters,
            Target = writer.Finish(rawTarget),
        });
    }
}
