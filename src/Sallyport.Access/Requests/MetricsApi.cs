using System.Buffers;

namespace Sallyport.Access.Requests;

/// <summary>
/// The two aggregated APIs in whose paths metrics stand by their own names, which follow no rule of Kubernetes:
/// <c>Queue_Length</c>, <c>pubsub.googleapis.com|subscription</c>. An adapter answers them, and nothing but figures.
/// </summary>
internal static class MetricsApi
{
    private static readonly SearchValues<char> Characters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._:|@");

    /// <summary>A metric of an object or of a namespace, named where a sub-resource stands.</summary>
    public static bool IsOfObjects(ReadOnlySpan<char> group) => group is "custom.metrics.k8s.io";

    /// <summary>A metric from outside, named where a resource stands.</summary>
    public static bool IsExternal(ReadOnlySpan<char> group) => group is "external.metrics.k8s.io";

    public static bool Is(ReadOnlySpan<char> group) => IsOfObjects(group) || IsExternal(group);

    /// <summary>
    /// Decodes a metric's name. The bar alone may be escaped, as clients must: any other escape could hide a word that
    /// kube-apiserver gives a meaning to.
    /// </summary>
    public static bool TryDecode(ReadOnlySpan<char> raw, out string name) =>
        PercentEncoding.TryDecode(raw, plusIsSpace: false, out name)
        && raw.Count('%') == name.AsSpan().Count('|')
        && !name.AsSpan().ContainsAnyExcept(Characters)
        && char.IsAsciiLetterOrDigit(name[0]);
}
