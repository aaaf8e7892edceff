namespace Sallyport.Cli.Kubeconfigs;

/// <summary>Finds lines in a text.</summary>
internal static class LineText
{
    /// <summary>The line break that the text uses.</summary>
    public static string Break(string text) => text.Contains("\r\n", StringComparison.Ordinal) ? "\r\n" : "\n";

    /// <summary>Where the line after some content begins; the text's end when there is none.</summary>
    public static int After(string text, int contentEnd)
    {
        // The content of a block scalar ends behind its line break.
        if (contentEnd > 0 && text[contentEnd - 1] == '\n')
        {
            return contentEnd;
        }

        var next = text.IndexOf('\n', contentEnd);
        return next < 0 ? text.Length : next + 1;
    }

    /// <summary>Puts lines in front of the line that begins at a place.</summary>
    public static Splice Insert(string text, int at, string lines) => new(at, at, lines + Break(text));

    /// <summary>Where the line begins in which the dash of a list's item stands.</summary>
    public static int DashLine(string text, int itemStart, int dashColumn)
    {
        for (var at = itemStart; ;)
        {
            var start = at == 0 ? 0 : text.LastIndexOf('\n', at - 1) + 1;
            var dash = start + dashColumn;
            if (start == 0 || (dash < text.Length && text[dash] == '-' && text.AsSpan(start, dashColumn).Trim(' ').IsEmpty))
            {
                return start;
            }

            at = start - 1;
        }
    }

    public static int ColonAfter(string text, int keyEnd) => text.IndexOf(':', keyEnd);

    /// <summary>The line break and indentation before a place; nothing when other text stands before it in its line.</summary>
    public static string LikeBefore(string text, int at)
    {
        var start = at > 0 ? text.LastIndexOf('\n', at - 1) + 1 : 0;
        return start > 0 && text.AsSpan(start, at - start).IsWhiteSpace() ? Break(text) + text[start..at] : "";
    }
}
