using Sallyport.Hub.Console.Feeds.Calls;

namespace Sallyport.Hub.Console.Kubectl.Printing;

/// <summary>Where a command prints: bounded, line by line, and without anything that a terminal would obey.</summary>
internal sealed class TerminalOutput(KubectlSink sink, CancellationToken cancellationToken)
{
    /// <summary>How many lines one command prints, unless it follows something that has no end.</summary>
    public const int MostLines = 50_000;

    /// <summary>How many characters of a line are shown.</summary>
    public const int LongestLine = 32 << 10;

    private int _lines;

    /// <summary>Whether the command follows something, and is ended by whoever started it.</summary>
    public bool Follows { get; set; }

    public ValueTask LineAsync(string text) => WriteAsync(text, isError: false);

    public ValueTask ErrorAsync(string text) => WriteAsync(text, isError: true);

    /// <summary>Several lines, such as a document; the last line break ends the last line.</summary>
    public async ValueTask TextAsync(string text)
    {
        foreach (var line in (text.EndsWith('\n') ? text[..^1] : text).Split('\n'))
        {
            await LineAsync(line);
        }
    }

    /// <summary>A no of the cluster or the hub, as kubectl prints it.</summary>
    public ValueTask ProblemAsync(ClusterProblem problem) => ErrorAsync(ServerError.Text(problem));

    private async ValueTask WriteAsync(string text, bool isError)
    {
        if (!Follows && ++_lines > MostLines)
        {
            throw new KubectlFault($"error: the output was ended after {MostLines:N0} lines: narrow it with a name, a namespace, -l or --field-selector.");
        }

        foreach (var line in text.Contains('\n', StringComparison.Ordinal) ? text.Split('\n') : [text])
        {
            var shown = line.Length > LongestLine ? line[..LongestLine] + " … (cut)" : line;
            await sink(new KubectlLine(PlainText.Of(shown), isError), cancellationToken);
        }
    }
}
