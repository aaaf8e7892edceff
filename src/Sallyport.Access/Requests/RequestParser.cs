namespace Sallyport.Access.Requests;

/// <summary>Understands a request line exactly as kube-apiserver does, or refuses it.</summary>
/// <remarks>
/// Nothing is normalised: what two servers could read in two ways is refused. What is understood is written anew in one
/// canonical form, <see cref="KubernetesRequest.Target"/>, which parses to the same request and to itself. The
/// deprecated <c>/watch/</c> and <c>/proxy/</c> prefixes are refused; <c>?watch=true</c> and the proxy sub-resources
/// have taken their place since long before the oldest version that is supported.
/// </remarks>
public static class RequestParser
{
    /// <summary>Parses a method and a raw, origin-form request target as it stood on the wire.</summary>
    public static ParsedRequest Parse(string method, string rawTarget)
    {
        ArgumentNullException.ThrowIfNull(method);
        ArgumentNullException.ThrowIfNull(rawTarget);
        if (RequestMethod.Known(method) is not { } known)
        {
            return ParsedRequest.Refused(RequestRefusals.Method);
        }

        if (rawTarget.Length > RequestLimits.MaxTargetLength)
        {
            return ParsedRequest.Refused(RequestRefusals.TooLong);
        }

        if (!rawTarget.StartsWith('/'))
        {
            return ParsedRequest.Refused(RequestRefusals.NotAPath);
        }

        var mark = rawTarget.IndexOf('?', StringComparison.Ordinal);
        var path = mark < 0 ? rawTarget : rawTarget.AsSpan(0, mark);
        var query = mark < 0 ? default : rawTarget.AsSpan(mark + 1);
        Span<Range> ranges = stackalloc Range[RequestLimits.MaxSegments];
        if (PathSegments.TryCut(path, ranges, out var segments) is { } refusal)
        {
            return ParsedRequest.Refused(refusal);
        }

        var parsed = IsResource(segments)
            ? ResourceRequest.Parse(known, segments, query, rawTarget)
            : PathRequest.Parse(known, segments, query, rawTarget);
        return parsed.Understood && parsed.Request.Target.Length > RequestLimits.MaxTargetLength
            ? ParsedRequest.Refused(RequestRefusals.TooLongEscaped)
            : parsed;
    }

    private static bool IsResource(PathSegments segments) =>
        (segments.Count >= 3 && segments[0] is "api") || (segments.Count >= 4 && segments[0] is "apis");
}
