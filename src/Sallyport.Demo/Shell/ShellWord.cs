using System.Text;

namespace Sallyport.Demo.Shell;

/// <summary>One word of a command line, with what of it was quoted: operators are only operators when it was not.</summary>
internal sealed record ShellWord(string Text, bool IsOperator)
{
    private static readonly string[] Operators = ["2>&1", "2>>", "2>", "&&", "||", ">>", ">", "<", "|", ";", "&"];

    /// <summary>Splits a line into words, putting variables in their places.</summary>
    public static List<ShellWord> Split(string line, Func<string, string> variable)
    {
        List<ShellWord> words = [];
        StringBuilder word = new();
        bool began = false;
        char quote = '\0';
        for (int i = 0; i < line.Length; i++)
        {
            char c = line[i];
            if (quote == '\'' && c != '\'')
            {
                word.Append(c);
            }
            else if (c == quote && quote != '\0')
            {
                quote = '\0';
            }
            else if (c is '"' or '\'' && quote == '\0')
            {
                quote = c;
                began = true;
            }
            else if (c == '\\' && i + 1 < line.Length)
            {
                word.Append(line[++i]);
                began = true;
            }
            else if (c == '$' && Name(line, i) is { Length: > 0 } name)
            {
                bool braced = line[i + 1] == '{';
                word.Append(variable(name));
                began = true;
                i += name.Length + (braced ? 2 : 0);
            }
            else if (quote != '\0')
            {
                word.Append(c);
            }
            else if (c == '#' && !began)
            {
                break;
            }
            else if (char.IsWhiteSpace(c))
            {
                Finish();
                if (c == '\n')
                {
                    words.Add(new ShellWord(";", true));
                }
            }
            else if (Array.Find(Operators, sign => string.CompareOrdinal(line, i, sign, 0, sign.Length) == 0
                && (sign[0] != '2' || !began)) is { } sign)
            {
                Finish();
                words.Add(new ShellWord(sign, true));
                i += sign.Length - 1;
            }
            else
            {
                word.Append(c);
                began = true;
            }
        }

        Finish();
        return quote == '\0' ? words : throw new ShellException("syntax error: unterminated quoted string");

        void Finish()
        {
            if (began)
            {
                words.Add(new ShellWord(word.ToString(), false));
                word.Clear();
                began = false;
            }
        }
    }

    private static string Name(string line, int dollar)
    {
        int at = dollar + 1;
        if (at >= line.Length)
        {
            return "";
        }

        if (line[at] is '?' or '$' or '#')
        {
            return line[at].ToString();
        }

        if (line[at] == '{')
        {
            int close = line.IndexOf('}', at);
            return close < 0 ? "" : line[(at + 1)..close];
        }

        int end = at;
        while (end < line.Length && (char.IsAsciiLetterOrDigit(line[end]) || line[end] == '_'))
        {
            end++;
        }

        return line[at..end];
    }
}
