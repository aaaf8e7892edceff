using System.Buffers;

namespace Sallyport.Access.Requests;

/// <summary>A raw path cut at its slashes: no empty segment inside, at most one slash at the end.</summary>
internal readonly ref struct PathSegments
{
    // RFC 3986's path characters without ';' (other servers read parameters after it), with '%' for escapes.
    private static readonly SearchValues<char> Raw = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~!$&'()*+,=:@%/");

    private readonly ReadOnlySpan<char> _path;
    private readonly ReadOnlySpan<Range> _ranges;

    private PathSegments(ReadOnlySpan<char> path, ReadOnlySpan<Range> ranges, bool trailingSlash)
    {
        _path = path;
        _ranges = ranges;
        TrailingSlash = trailingSlash;
    }

    public int Count => _ranges.Length;

    /// <summary>Whether a slash stood after the last segment.</summary>
    public bool TrailingSlash { get; }

    public ReadOnlySpan<char> this[int index] => _path[_ranges[index]];

    /// <summary>Cuts the path, or says why it is refused. <paramref name="ranges"/> is the memory for the cuts.</summary>
    public static string? TryCut(ReadOnlySpan<char> path, Span<Range> ranges, out PathSegments segments)
    {
        segments = default;
        if (path.ContainsAnyExcept(Raw))
        {
            return RequestRefusals.PathCharacter;
        }

        var count = 0;
        var at = 1;
        while (at < path.Length)
        {
            var length = path[at..].IndexOf('/');
            var end = length < 0 ? path.Length : at + length;
            if (end == at)
            {
                return RequestRefusals.EmptySegment;
            }

            if (path[at..end] is "." or "..")
            {
                return RequestRefusals.DotSegment;
            }

            if (count == ranges.Length)
            {
                return RequestRefusals.TooManySegments;
            }

            ranges[count++] = at..end;
            at = end + 1;
        }

        segments = new PathSegments(path, ranges[..count], path.Length > 1 && path[^1] == '/');
        return null;
    }
}
