namespace Sallyport.Cli.Output;

/// <summary>Columns in kubectl's manner. The first rows say how wide they are; wider cells of later rows push theirs to the right.</summary>
internal sealed class Columns(TextWriter output, string[] headers)
{
    private const int Gap = 3;
    private int[]? _widths;

    /// <summary>Writes rows, the first time below the headers.</summary>
    public async Task WriteAsync(IEnumerable<string[]> rows)
    {
        var lines = (_widths is null ? rows.Prepend(headers) : rows).Select(cells => Array.ConvertAll(cells, Printer.Inert)).ToList();
        var widths = _widths ??= [.. Enumerable.Range(0, headers.Length).Select(column => lines.Max(line => line[column].Length))];
        foreach (var line in lines)
        {
            var padded = line.Select((cell, column) => column == line.Length - 1 ? cell : cell.PadRight(widths[column]) + new string(' ', Gap));
            await output.WriteLineAsync(string.Concat(padded).TrimEnd());
        }
    }
}
