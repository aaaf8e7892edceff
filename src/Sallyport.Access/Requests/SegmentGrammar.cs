using System.Buffers;
using System.Globalization;
using System.Text;

namespace Sallyport.Access.Requests;

/// <summary>What may stand at each place of a path. Words of the API are lower case and never escaped; names are freer.</summary>
internal static class SegmentGrammar
{
    private static readonly SearchValues<char> WordCharacters =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-._");

    private static readonly SearchValues<char> NamespaceCharacters =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-.");

    private static readonly SearchValues<char> PathCharacters =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-._~");

    // A set and not a range: asking for a range allocates until the JIT has optimised the caller.
    private static readonly SearchValues<char> Printable =
        SearchValues.Create([.. Enumerable.Range(' ', '~' - ' ' + 1).Select(c => (char)c)]);

    // Separators to this server or to another one on the road, whichever way they were written.
    private static readonly SearchValues<char> NeverInNames = SearchValues.Create("/\\%#;?");

    /// <summary>A group, version, resource or sub-resource.</summary>
    public static bool IsWord(ReadOnlySpan<char> segment) =>
        !segment.ContainsAnyExcept(WordCharacters) && char.IsAsciiLetterOrDigit(segment[0]);

    /// <summary>A namespace: what Kubernetes lets one be called.</summary>
    public static bool IsNamespace(ReadOnlySpan<char> segment) =>
        !segment.ContainsAnyExcept(NamespaceCharacters)
        && char.IsAsciiLetterOrDigit(segment[0])
        && char.IsAsciiLetterOrDigit(segment[^1]);

    /// <summary>A segment of a path that is no resource, such as <c>healthz</c>.</summary>
    public static bool IsPathWord(ReadOnlySpan<char> segment) => !segment.ContainsAnyExcept(PathCharacters);

    /// <summary>A decoded object name, or a decoded segment after <c>/proxy</c>.</summary>
    public static bool IsName(string decoded) =>
        decoded is not ("." or "..") && !decoded.AsSpan().ContainsAny(NeverInNames) && IsVisible(decoded);

    /// <summary>Whether a text shows all that is in it: no control, no bidirectional override, nothing of zero width.</summary>
    public static bool IsVisible(ReadOnlySpan<char> text)
    {
        if (!text.ContainsAnyExcept(Printable))
        {
            return true;
        }

        foreach (var rune in text.EnumerateRunes())
        {
            if (!IsVisible(rune))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether a character shows itself. The numbers are letters and marks that are drawn as nothing.</summary>
    public static bool IsVisible(Rune rune) =>
        rune.Value is not (0x034F or 0x115F or 0x1160 or 0x3164 or 0xFFA0 or 0xFFFD)
        && Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format
            or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate);
}
