using System.Collections.Immutable;
using Sallyport.Hub.Console.Feeds.Calls;
using Sallyport.Hub.Console.Kubectl.Commands;
using Sallyport.Hub.Console.Kubectl.Parsing;

namespace Sallyport.Hub.Console.Kubectl.Completion;

/// <summary>Completes the word that a line ends in.</summary>
internal sealed class Completer(KubectlTerminal terminal)
{
    /// <summary>How many candidates are given.</summary>
    public const int MostCandidates = 200;

    public async Task<KubectlCompletion> CompleteAsync(string line, CancellationToken cancellationToken)
    {
        var (before, last, start) = WordSplitter.Unfinished(line);
        if (before.Length > 0 && before[0] is "kubectl" or "k")
        {
            before = before.RemoveAt(0);
        }

        var (words, command) = Find(before);
        IEnumerable<string> candidates;
        var typed = last;
        try
        {
            if (command is null)
            {
                candidates = Commands(words);
            }
            else if (FlagOf(command, before, last) is ({ } flag, var given, var offset))
            {
                (typed, start) = (given, start + offset);
                candidates = await FlagValuesAsync(flag, before, command, cancellationToken);
            }
            else if (last.StartsWith('-'))
            {
                candidates = command.Flags.AddRange(KubectlCommand.Everywhere).Select(flag => $"--{flag.Name}{(flag.Bare is null ? "=" : "")}");
            }
            else
            {
                var (given2, offset2) = LastPart(last);
                var arguments = await new ArgumentCandidates(terminal, command, before, last, cancellationToken).OfAsync();
                (typed, start) = arguments.IsPart ? (given2, start + offset2) : (last, start);
                candidates = arguments.Candidates;
            }
        }
        catch (Exception fault) when (fault is ClusterProblemException or KubectlFault && !cancellationToken.IsCancellationRequested)
        {
            // Nothing is said while somebody types; the command itself will say it.
            candidates = [];
        }

        var found = candidates.Where(candidate => candidate.StartsWith(typed, StringComparison.Ordinal)).Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal).Take(MostCandidates + 1).ToImmutableArray();
        return new KubectlCompletion(start, found.Length > MostCandidates ? found[..MostCandidates] : found, found.Length > MostCandidates);
    }

    private static (string Words, KubectlCommand? Command) Find(ImmutableArray<string> before)
    {
        var words = Arguments(before, []);
        return words switch
        {
            [] => ("", null),
            [var one] when CommandBook.IsGroup(one) => (one, null),
            [var one, var two, ..] when CommandBook.IsGroup(one) => (one, CommandBook.Find($"{one} {two}")),
            [var one, ..] => (one, CommandBook.Find(one)),
        };
    }

    /// <summary>The words that are neither flags nor their values.</summary>
    public static List<string> Arguments(ImmutableArray<string> words, ImmutableArray<Flag> flags)
    {
        var all = flags.AddRange(KubectlCommand.Everywhere);
        var arguments = new List<string>();
        for (var i = 0; i < words.Length; i++)
        {
            if (!words[i].StartsWith('-'))
            {
                arguments.Add(words[i]);
            }
            else if (all.Any(flag => flag.Bare is null && (words[i] == "--" + flag.Name || words[i] == "-" + flag.Short)))
            {
                i++;
            }
        }

        return arguments;
    }

    private static IEnumerable<string> Commands(string group) => group.Length == 0
        ? CommandBook.All.Select(command => command.Name.Split(' ')[0])
        : CommandBook.All.Where(command => command.Name.StartsWith(group + " ", StringComparison.Ordinal)).Select(command => command.Name[(group.Length + 1)..]);

    /// <summary>The flag whose value is being typed, what of it is there, and where in the word that begins.</summary>
    private static (Flag? Flag, string Given, int Offset) FlagOf(KubectlCommand command, ImmutableArray<string> before, string last)
    {
        var flags = command.Flags.AddRange(KubectlCommand.Everywhere);
        if (last.StartsWith("--", StringComparison.Ordinal) && last.IndexOf('=', StringComparison.Ordinal) is var equals and > 0)
        {
            return (flags.FirstOrDefault(flag => flag.Name == last[2..equals]), last[(equals + 1)..], equals + 1);
        }

        return before.Length > 0 && before[^1] is ['-', ..] word
            ? (flags.FirstOrDefault(flag => flag.Bare is null && (word == "--" + flag.Name || word == "-" + flag.Short)), last, 0)
            : (null, last, 0);
    }

    private async Task<IEnumerable<string>> FlagValuesAsync(Flag flag, ImmutableArray<string> before, KubectlCommand command, CancellationToken cancellationToken)
    {
        var names = new ArgumentCandidates(terminal, command, before, "", cancellationToken);
        return flag.Value switch
        {
            FlagValue.Context => terminal.Places.Clusters(),
            FlagValue.Namespace => await names.NamespacesAsync(),
            FlagValue.Container => await names.ContainersAsync(),
            _ => flag.Choices,
        };
    }

    // Of "pods,dep" and "pod/web" the part after the last comma or slash is completed.
    private static (string Part, int Offset) LastPart(string word) =>
        word.LastIndexOfAny(['/', ',']) is var at and >= 0 ? (word[(at + 1)..], at + 1) : (word, 0);
}
