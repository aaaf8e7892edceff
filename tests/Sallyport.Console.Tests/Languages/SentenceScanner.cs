using System.Text;

namespace Sallyport.Console.Tests.Languages;

/// <summary>Finds the sentences of a file: the texts in <c>T["..."]</c>, <c>words["..."]</c> and <c>Phrase("...")</c>.</summary>
internal static class SentenceScanner
{
    private static readonly string[] Openings = ["T[", "words[", "Phrase("];

    public static IEnumerable<string> Find(string source)
    {
        for (var i = 0; i < source.Length; i++)
        {
            if (Openings.FirstOrDefault(opening => StartsAt(source, i, opening)) is { } opening)
            {
                foreach (var sentence in FirstArgument(source, i + opening.Length))
                {
                    yield return sentence;
                }
            }
        }
    }

    private static bool StartsAt(string source, int at, string opening) =>
        string.CompareOrdinal(source, at, opening, 0, opening.Length) == 0
        && (at == 0 || !(char.IsAsciiLetterOrDigit(source[at - 1]) || source[at - 1] is '_' or '.' or '"'));

    /// <summary>The texts that the first argument may come to be: one, or those of its branches.</summary>
    private static IEnumerable<string> FirstArgument(string source, int from)
    {
        var depth = 0;
        for (var i = from; i < source.Length; i++)
        {
            switch (source[i])
            {
                case '"':
                    var isCompared = source[..i].TrimEnd().EndsWith("==", StringComparison.Ordinal) || source[..i].TrimEnd().EndsWith(" is", StringComparison.Ordinal);
                    var text = Literal(source, ref i);
                    if (depth == 0 && !isCompared)
                    {
                        yield return text;
                    }

                    break;
                case '(' or '[' or '{':
                    depth++;
                    break;
                case ')' or ']' or '}' when depth-- == 0:
                case ',' when depth == 0:
                    yield break;
                default:
                    break;
            }
        }
    }

    private static string Literal(string source, ref int i)
    {
        var text = new StringBuilder();
        for (i++; source[i] != '"'; i++)
        {
            text.Append(source[i] == '\\' ? source[++i] : source[i]);
        }

        return text.ToString();
    }
}
