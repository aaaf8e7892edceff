using System.Collections.Immutable;

namespace Sallyport.Hub.Console.Kubectl.Parsing;

/// <summary>Reads flags among words as kubectl's own library does: <c>-n x</c>, <c>-nx</c>, <c>-n=x</c>, <c>--namespace=x</c>, <c>-wA</c>.</summary>
internal sealed class FlagReader(string command, ImmutableArray<Flag> known)
{
    private readonly ParsedFlags _flags = new(command);
    private readonly List<string> _arguments = [];

    public (ParsedFlags Flags, ImmutableArray<string> Arguments) Read(ImmutableArray<string> words)
    {
        for (var i = 0; i < words.Length; i++)
        {
            var word = words[i];
            if (word == "--")
            {
                _arguments.AddRange(words[(i + 1)..]);
                break;
            }

            if (word.StartsWith("--", StringComparison.Ordinal))
            {
                ReadLong(word, words, ref i);
            }
            else if (word.Length > 1 && word[0] == '-')
            {
                ReadShort(word, words, ref i);
            }
            else
            {
                _arguments.Add(word);
            }
        }

        return (_flags, [.. _arguments]);
    }

    private void ReadLong(string word, ImmutableArray<string> words, ref int i)
    {
        var (name, value) = word.IndexOf('=', StringComparison.Ordinal) is var equals and > 0 ? (word[2..equals], word[(equals + 1)..]) : (word[2..], null);
        var flag = known.FirstOrDefault(flag => flag.Name == name) ?? throw Unknown(name, $"unknown flag: --{name}");
        value ??= flag.Bare ?? (++i < words.Length ? words[i] : throw KubectlFault.Usage(command, $"flag needs an argument: --{name}"));
        _flags.Add(flag, value);
    }

    private void ReadShort(string word, ImmutableArray<string> words, ref int i)
    {
        for (var at = 1; at < word.Length; at++)
        {
            var letter = word[at];
            var flag = known.FirstOrDefault(flag => flag.Short == letter) ?? throw Unknown(letter.ToString(), $"unknown shorthand flag: '{letter}' in {word}");
            if (at + 1 < word.Length && word[at + 1] == '=')
            {
                _flags.Add(flag, word[(at + 2)..]);
                return;
            }

            if (flag.Bare is { } bare)
            {
                _flags.Add(flag, bare);
                continue;
            }

            _flags.Add(flag, at + 1 < word.Length ? word[(at + 1)..]
                : ++i < words.Length ? words[i] : throw KubectlFault.Usage(command, $"flag needs an argument: '{letter}' in {word}"));
            return;
        }
    }

    private KubectlFault Unknown(string name, string message) =>
        RefusedFlags.Sentence(name) is { } sentence ? new KubectlFault("error: " + sentence) : KubectlFault.Usage(command, message);
}
