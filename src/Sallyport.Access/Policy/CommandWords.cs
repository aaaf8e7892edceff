using System.Text;

namespace Sallyport.Access.Policy;

/// <summary>Takes a listed command apart into words, as a POSIX shell would: quotes and a backslash make what they hold literal.</summary>
internal static class CommandWords
{
    public static bool TryRead(string text, out List<ArgumentPattern> words, out string problem)
    {
        words = [];
        problem = "";
        var word = new StringBuilder();
        var inWord = false;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c == ' ')
            {
                End(words, word, ref inWord);
                continue;
            }

            inWord = true;
            if (c is '\'' or '"')
            {
                var closing = text.IndexOf(c, i + 1);
                if (closing < 0)
                {
                    problem = $"The command \"{text}\" has a quote that does not close.";
                    return false;
                }

                word.Append(text, i + 1, closing - i - 1);
                i = closing;
            }
            else if (c == '\\')
            {
                if (++i == text.Length)
                {
                    problem = $"The command \"{text}\" ends with a backslash that escapes nothing.";
                    return false;
                }

                word.Append(text[i]);
            }
            else
            {
                word.Append(c == '*' ? ArgumentPattern.Star : c);
            }
        }

        End(words, word, ref inWord);
        return true;
    }

    private static void End(List<ArgumentPattern> words, StringBuilder word, ref bool inWord)
    {
        if (inWord)
        {
            words.Add(new ArgumentPattern(word.ToString()));
        }

        word.Clear();
        inWord = false;
    }
}
