using System.Collections.Immutable;
using System.Text;

namespace Sallyport.Hub.Console.Kubectl.Parsing;

/// <summary>
/// Splits a line into words as a POSIX shell does, quotes and backslashes included. There is no shell behind it: what only a
/// shell can do is answered with a sentence.
/// </summary>
internal sealed class WordSplitter
{
    private readonly List<string> _words = [];
    private readonly StringBuilder _word = new();
    private readonly string _line;
    private readonly bool _strict;
    private bool _inWord;
    private int _start;
    private int _at;
    private bool _unfinished;

    private WordSplitter(string line, bool strict) => (_line, _strict) = (line, strict);

    /// <summary>The words of a whole line.</summary>
    /// <exception cref="KubectlFault">The line needs a shell, or a quote is not closed.</exception>
    public static ImmutableArray<string> Split(string line)
    {
        var splitter = new WordSplitter(line, strict: true);
        splitter.Read();
        splitter.EndWord();
        return splitter._unfinished ? throw new KubectlFault("error: a quote is not closed.") : [.. splitter._words];
    }

    /// <summary>The words before the one that a line ends in, that one as far as it goes (empty after a blank), and where it begins.</summary>
    public static (ImmutableArray<string> Before, string Last, int Start) Unfinished(string line)
    {
        var splitter = new WordSplitter(line, strict: false);
        splitter.Read();
        return ([.. splitter._words], splitter._word.ToString(), splitter._inWord ? splitter._start : line.Length);
    }

    private void Read()
    {
        for (; _at < _line.Length; _at++)
        {
            var c = _line[_at];
            if (c is ' ' or '\t' or '\r' || (c == '\n' && _line.AsSpan(_at).Trim().IsEmpty))
            {
                EndWord();
                continue;
            }

            if (c == '\\' && _at + 1 < _line.Length && _line[_at + 1] == '\n')
            {
                _at++;
                continue;
            }

            if (!_inWord)
            {
                (_inWord, _start) = (true, _at);
            }

            Take(c);
        }
    }

    private void Take(char c)
    {
        switch (c)
        {
            case '\'':
                ReadQuoted('\'');
                break;
            case '"':
                ReadQuoted('"');
                break;
            case '\\' when _at + 1 < _line.Length:
                _word.Append(_line[++_at]);
                break;
            default:
                if (_strict && ShellSyntax.Refusal(_line, _at) is { } sentence)
                {
                    throw new KubectlFault("error: " + sentence);
                }

                _word.Append(c);
                break;
        }
    }

    private void ReadQuoted(char quote)
    {
        for (_at++; _at < _line.Length && _line[_at] != quote; _at++)
        {
            if (quote == '"' && _line[_at] == '\\' && _at + 1 < _line.Length && _line[_at + 1] is '"' or '\\' or '$' or '`')
            {
                _at++;
            }
            else if (quote == '"' && _strict && ShellSyntax.Expansion(_line, _at) is { } sentence)
            {
                throw new KubectlFault("error: " + sentence);
            }

            _word.Append(_line[_at]);
        }

        _unfinished = _at >= _line.Length;
    }

    private void EndWord()
    {
        if (_inWord)
        {
            _words.Add(_word.ToString());
            _word.Clear();
            _inWord = false;
        }
    }
}
