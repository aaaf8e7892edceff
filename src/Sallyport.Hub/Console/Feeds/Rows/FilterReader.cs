using System.Text;

namespace Sallyport.Hub.Console.Feeds.Rows;

/// <summary>Reads the filter box. Nothing that a person may type is an error: what is not a term is a word to look for.</summary>
internal static class FilterReader
{
    public const int MostTerms = 32;

    public static List<FilterTerm> Read(string text)
    {
        var terms = new List<FilterTerm>();
        var at = 0;
        while (at < text.Length && terms.Count < MostTerms)
        {
            if (char.IsWhiteSpace(text[at]))
            {
                at++;
            }
            else if (ReadTerm(text, ref at) is { } term)
            {
                terms.Add(term);
            }
        }

        return terms;
    }

    private static FilterTerm? ReadTerm(string text, ref int at)
    {
        var negated = text[at] == '-' && at + 1 < text.Length && !char.IsWhiteSpace(text[at + 1]);
        at += negated ? 1 : 0;
        string key = "", op = "";
        var value = new StringBuilder();
        var quoted = false;
        for (; at < text.Length && (quoted || !char.IsWhiteSpace(text[at])); at++)
        {
            var c = text[at];
            if (c == '"')
            {
                quoted = !quoted;
            }
            else if (!quoted && op.Length == 0 && (c is ':' or '<' or '>') && IsKey(value))
            {
                key = value.ToString().ToLowerInvariant();
                op = c != ':' && at + 1 < text.Length && text[at + 1] == '=' ? c + "=" : c.ToString();
                at += op.Length - 1;
                value.Clear();
            }
            else
            {
                value.Append(c);
            }
        }

        return value.Length == 0 && op.Length == 0 ? null : new FilterTerm(negated, key, op, value.ToString());
    }

    private static bool IsKey(StringBuilder text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!(char.IsAsciiLetter(text[i]) || (i > 0 && (char.IsAsciiDigit(text[i]) || text[i] is '-' or '_'))))
            {
                return false;
            }
        }

        return text.Length > 0;
    }
}
