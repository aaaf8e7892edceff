using System.IO.Enumeration;

namespace Sallyport.Hub.Console.Feeds.Rows;

/// <summary>Texts to look for, comma between them: each anywhere in the cell, or with <c>*</c> and <c>?</c> the whole of it. Case does not matter.</summary>
internal sealed class TextPattern(string text, bool whole = false)
{
    private readonly string[] _alternatives = text.Contains(',', StringComparison.Ordinal)
        ? text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        : [text];

    public bool Matches(string cell)
    {
        foreach (var wanted in _alternatives)
        {
            if (wanted.AsSpan().ContainsAny('*', '?') ? FileSystemName.MatchesSimpleExpression(wanted, cell, ignoreCase: true)
                : whole ? cell.Equals(wanted, StringComparison.OrdinalIgnoreCase)
                : cell.Contains(wanted, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}
