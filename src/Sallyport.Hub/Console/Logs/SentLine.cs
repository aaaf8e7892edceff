using Sallyport.Hub.Console.Feeds.Logs;

namespace Sallyport.Hub.Console.Logs;

/// <summary>One line on its way to the browser, which puts it there as text and as nothing else.</summary>
/// <param name="N">Its number.</param>
/// <param name="O">Where it stands among the others, in ticks of a millisecond.</param>
/// <param name="T">When it was written, in milliseconds since 1970.</param>
/// <param name="S">The index of its source.</param>
/// <param name="P">The pod and the container.</param>
/// <param name="L">How weighty it is.</param>
/// <param name="X">What it says.</param>
/// <param name="J">Whether it is a JSON object.</param>
/// <param name="C">Stretches in colours: start, length, foreground or -1, background or -1, and bold, faint and underlined as bits.</param>
internal sealed record SentLine(long N, double O, long T, int S, string P, int L, string X, bool J, int[][]? C)
{
    public static SentLine Of(LogLine line) => new(
        line.Number,
        (line.Order - DateTimeOffset.UnixEpoch).TotalMilliseconds,
        line.Time.ToUnixTimeMilliseconds(),
        line.Source.Index,
        $"{line.Source.Pod} / {line.Source.Container}",
        (int)line.Severity,
        line.IsCut ? line.Text + " …" : line.Text,
        line.IsJson,
        line.Styles.IsDefaultOrEmpty ? null : [.. line.Styles.Select(Of)]);

    private static int[] Of(TextStyle style) =>
        [style.Start, style.Length, style.Foreground ?? -1, style.Background ?? -1, (style.Bold ? 1 : 0) | (style.Faint ? 2 : 0) | (style.Underlined ? 4 : 0)];
}
