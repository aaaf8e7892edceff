using System.Buffers;
using System.Globalization;
using System.Text;

namespace Sallyport.Hub.Console.Kubectl.Printing;

/// <summary>
/// Makes text from a cluster safe for a terminal: control characters, which a terminal would obey, and those that turn the
/// direction of writing become something to read. Tabs stay.
/// </summary>
internal static class PlainText
{
    private static readonly SearchValues<char> Obeyed = SearchValues.Create(
        [.. Enumerable.Range(0, 0x20).Concat(Enumerable.Range(0x7f, 0x21)).Select(code => (char)code).Where(c => c != '\t'),
         '\u061c', '\u200e', '\u200f', '\u2028', '\u2029', '\u202a', '\u202b', '\u202c', '\u202d', '\u202e', '\u2066', '\u2067', '\u2068', '\u2069', '\ufeff']);

    /// <summary>The text, with each such character written out: <c>^[</c> for escape, <c>\r</c>, <c>\u009b</c>.</summary>
    public static string Of(string text)
    {
        var first = text.AsSpan().IndexOfAny(Obeyed);
        if (first < 0)
        {
            return text;
        }

        var plain = new StringBuilder(text.Length + 16).Append(text, 0, first);
        foreach (var c in text.AsSpan(first))
        {
            _ = !Obeyed.Contains(c) ? plain.Append(c)
                : c == '\r' ? plain.Append("\\r")
                : c < 0x20 ? plain.Append('^').Append((char)(c + 0x40))
                : c == 0x7f ? plain.Append("^?")
                : plain.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}");
        }

        return plain.ToString();
    }
}
