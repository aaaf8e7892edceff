namespace Sallyport.Cli.Completion;

/// <summary>How a command line can go on.</summary>
internal static class Suggestions
{
    /// <summary>How a shell that cannot hand over an empty word writes it.</summary>
    private const string Empty = "__empty";

    private static readonly string[] OtherNamesOfHelp = ["-?", "/?", "/h"];

    /// <param name="words">The words after the program's name up to the cursor; the last is the one begun, perhaps empty.</param>
    public static IEnumerable<string> For(IReadOnlyList<string> words)
    {
        var begun = words is [.., not Empty] ? words[^1] : "";
        var line = string.Join(' ', words.SkipLast(1).Select(Quote).Append(begun));
        return SallyportCommand.Create().Parse(line).GetCompletions(line.Length)
            .Select(completion => completion.InsertText ?? completion.Label)
            .Where(suggestion => suggestion.StartsWith(begun, StringComparison.Ordinal))
            // Options are many, and offered once somebody begins one.
            .Where(suggestion => begun.StartsWith('-') || !suggestion.StartsWith('-'))
            .Except(OtherNamesOfHelp)
            .Order(StringComparer.Ordinal);
    }

    private static string Quote(string word) => word.Length == 0 || word.Any(char.IsWhiteSpace) ? $"\"{word}\"" : word;
}
