namespace Sallyport.Access.Enforcement;

/// <summary>The kubelet's API behind <c>nodes/proxy</c>: most of it runs commands in any pod of the node, or shows its insides.</summary>
public static class KubeletPaths
{
    /// <summary>Whether a request to it only asks how the node is.</summary>
    /// <param name="verb">The request's verb.</param>
    /// <param name="path">What follows <c>proxy</c>; empty where a review asks for no path at all.</param>
    public static bool IsHarmless(string verb, string path)
    {
        var trimmed = path.AsSpan().TrimStart('/');
        var end = trimmed.IndexOf('/');
        return verb == "get" && (end < 0 ? trimmed : trimmed[..end]) is "healthz" or "metrics" or "stats";
    }
}
