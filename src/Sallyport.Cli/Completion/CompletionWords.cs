namespace Sallyport.Cli.Completion;

/// <summary>What the completion scripts call. It stands before the parser, which would take options among the words for its own.</summary>
internal static class CompletionWords
{
    public const string Name = "__complete";

    /// <param name="words">The words of the line up to the cursor.</param>
    /// <param name="to">Gets one suggestion a line.</param>
    public static int Suggest(IReadOnlyList<string> words, TextWriter to)
    {
        foreach (var suggestion in Suggestions.For(words))
        {
            to.WriteLine(suggestion);
        }

        return ExitCodes.Done;
    }
}
