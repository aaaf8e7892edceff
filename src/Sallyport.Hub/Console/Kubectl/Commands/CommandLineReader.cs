using System.Collections.Immutable;
using Sallyport.Hub.Console.Kubectl.Parsing;

namespace Sallyport.Hub.Console.Kubectl.Commands;

/// <summary>A line that was read: the command, its flags and its arguments.</summary>
internal sealed record CommandLine(KubectlCommand Command, ParsedFlags Flags, ImmutableArray<string> Arguments);

/// <summary>Finds the command among the words of a line, and its flags and arguments.</summary>
internal static class CommandLineReader
{
    /// <summary>The line read; null where it is empty.</summary>
    public static CommandLine? Read(ImmutableArray<string> words)
    {
        words = words.Length > 0 && words[0] is "kubectl" or "k" ? words.RemoveAt(0) : words;
        if (words.IsEmpty)
        {
            return null;
        }

        var (command, rest) = Find(words);
        var (flags, arguments) = new FlagReader(command.Name, command.Flags.AddRange(KubectlCommand.Everywhere)).Read(rest);
        return flags.Is("help") ? new CommandLine(CommandBook.Help, flags, [.. command.Name.Split(' ')]) : new CommandLine(command, flags, arguments);
    }

    /// <summary>The command that the words name, and the words that are left. Flags may stand before it.</summary>
    private static (KubectlCommand Command, ImmutableArray<string> Left) Find(ImmutableArray<string> words)
    {
        var first = Next(words, 0);
        if (first < 0)
        {
            _ = new FlagReader("", KubectlCommand.Everywhere).Read(words);
            return (CommandBook.Help, words);
        }

        if (CommandBook.Find(words[first]) is { } command)
        {
            return (command, words.RemoveAt(first));
        }

        if (!CommandBook.IsGroup(words[first]))
        {
            throw Unknown(words[first]);
        }

        var second = Next(words, first + 1);
        if (second < 0 || words[second] is "help")
        {
            return (CommandBook.Help, [words[first]]);
        }

        return CommandBook.Find($"{words[first]} {words[second]}") is { } below
            ? (below, words.RemoveAt(second).RemoveAt(first))
            : throw KubectlFault.Usage(words[first], $"unknown command \"{words[first]} {words[second]}\": there are {CommandBook.Below(words[first])}");
    }

    private static int Next(ImmutableArray<string> words, int from)
    {
        for (var i = from; i < words.Length; i++)
        {
            if (!words[i].StartsWith('-'))
            {
                return i;
            }

            // A flag that every command takes may have its value in the next word.
            if (KubectlCommand.Everywhere.Any(flag => flag.Bare is null && (words[i] == "--" + flag.Name || words[i] == "-" + flag.Short)))
            {
                i++;
            }
            else if (RefusedFlags.Sentence(words[i].TrimStart('-').Split('=')[0]) is { } sentence)
            {
                throw new KubectlFault("error: " + sentence);
            }
        }

        return -1;
    }

    private static KubectlFault Unknown(string word) => new(
        RefusedCommands.Sentence(word) is { } sentence
            ? "error: " + sentence
            : word.Contains('=', StringComparison.Ordinal)
                ? "error: there are no variables here, for there is no shell."
                : $"error: unknown command \"{PlainName(word)}\": this terminal runs kubectl's commands alone, and no program. \"help\" lists them.");

    private static string PlainName(string word) => word.Length > 60 ? word[..60] + "…" : word;
}
