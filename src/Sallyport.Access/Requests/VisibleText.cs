using System.Text;

namespace Sallyport.Access.Requests;

/// <summary>Makes a text from a cluster fit to be printed to a terminal: nothing in it acts, nothing in it hides.</summary>
public static class VisibleText
{
    private const int MaxHeaderLength = 2048;

    /// <summary>A text for a header: printable ASCII, anything else a question mark, and not without end.</summary>
    public static string Ascii(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var cut = text.Length > MaxHeaderLength ? text[..MaxHeaderLength] : text;
        return ForwardedHeaders.IsPlain(cut)
            ? cut
            : string.Create(cut.Length, cut, static (written, from) =>
            {
                for (var i = 0; i < from.Length; i++)
                {
                    written[i] = from[i] is >= ' ' and <= '~' ? from[i] : '?';
                }
            });
    }

    /// <summary>A text for a Status message: any script, but controls other than line breaks and tabs, bidirectional
    /// overrides and characters of zero width are replaced.</summary>
    public static string Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (SegmentGrammar.IsVisible(text))
        {
            return text;
        }

        var visible = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            var keep = rune.Value is '\n' or '\t' || SegmentGrammar.IsVisible(rune);
            visible.Append(keep ? rune.ToString() : "\uFFFD");
        }

        return visible.ToString();
    }
}
