namespace Sallyport.Access.Requests;

/// <summary>The parts of a resource's path, at the places where kube-apiserver reads them.</summary>
internal ref struct ResourcePath
{
    public ReadOnlySpan<char> Group { get; private set; }

    public ReadOnlySpan<char> Version { get; private set; }

    public ReadOnlySpan<char> Namespace { get; private set; }

    public ReadOnlySpan<char> Resource { get; private set; }

    public ReadOnlySpan<char> RawName { get; private set; }

    public ReadOnlySpan<char> Subresource { get; private set; }

    /// <summary>Where, among the segments, the path of a proxied backend starts.</summary>
    public int SuffixAt { get; private set; }

    public readonly bool IsCore => Group.IsEmpty;

    /// <summary>Whether the resource of an external metric, or the sub-resource of any other, is a metric's name and was decoded.</summary>
    public bool NamesMetric { get; private set; }

    /// <summary>Whether this is the namespace itself, whose name stands where a namespace stands.</summary>
    public bool IsNamespaceItself { get; private set; }

    public readonly bool IsProxy =>
        IsCore && Subresource is "proxy" && Resource is "pods" or "services" or "nodes";

    /// <summary>Reads the segments, of which there are enough for a resource; or says why they are refused.</summary>
    public static string? TryRead(PathSegments segments, out ResourcePath path)
    {
        path = default;
        var at = 1;
        if (segments[0] is "apis")
        {
            path.Group = segments[at++];
        }

        path.Version = segments[at++];
        if (segments[at] is "watch" or "proxy")
        {
            return RequestRefusals.VerbPrefix;
        }

        if (segments[at] is "namespaces" && at + 1 < segments.Count)
        {
            path.Namespace = segments[at + 1];
            path.IsNamespaceItself = at + 2 >= segments.Count || segments[at + 2] is "status" or "finalize";
            at += path.IsNamespaceItself ? 0 : 2;
        }

        path.Resource = segments[at];
        path.RawName = at + 1 < segments.Count ? segments[at + 1] : default;
        path.Subresource = at + 2 < segments.Count ? segments[at + 2] : default;
        path.SuffixAt = at + 3;
        return path.ReadMetric() ? path.Check(segments) : RequestRefusals.Resource;
    }

    /// <summary>Decodes what names a metric; everywhere else a word of the API is never escaped.</summary>
    private bool ReadMetric()
    {
        if (MetricsApi.IsExternal(Group))
        {
            NamesMetric = MetricsApi.TryDecode(Resource, out var metric);
            Resource = metric;
            return NamesMetric;
        }

        if (MetricsApi.IsOfObjects(Group) && !Subresource.IsEmpty)
        {
            NamesMetric = MetricsApi.TryDecode(Subresource, out var metric);
            Subresource = metric;
            return NamesMetric;
        }

        return true;
    }

    private readonly string? Check(PathSegments segments)
    {
        if ((!IsCore && !SegmentGrammar.IsWord(Group)) || !SegmentGrammar.IsWord(Version))
        {
            return RequestRefusals.GroupOrVersion;
        }

        // A namespace asked for by itself is an object's name, and kubectl sends whatever it was given as one.
        if (!Namespace.IsEmpty && !IsNamespaceItself && !SegmentGrammar.IsNamespace(Namespace))
        {
            return RequestRefusals.Namespace;
        }

        if ((!SegmentGrammar.IsWord(Resource) && !(NamesMetric && MetricsApi.IsExternal(Group)))
            || (!Subresource.IsEmpty && !SegmentGrammar.IsWord(Subresource) && !(NamesMetric && MetricsApi.IsOfObjects(Group))))
        {
            return RequestRefusals.Resource;
        }

        // Its tuple would be the one of the namespace itself, whose path is another.
        if (Resource is "namespaces" && !Namespace.IsEmpty && !IsNamespaceItself)
        {
            return RequestRefusals.NamespaceInNamespace;
        }

        return SuffixAt < segments.Count && !IsProxy
            ? RequestRefusals.AfterSubresource
            : null;
    }
}
