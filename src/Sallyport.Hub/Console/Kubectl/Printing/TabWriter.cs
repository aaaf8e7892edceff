using System.Text;

namespace Sallyport.Hub.Console.Kubectl.Printing;

/// <summary>
/// Elastic tab stops: a column is as wide as the widest of the cells that stand in it in consecutive lines, and a cell that no
/// tab ends belongs to no column. The algorithm that Go's <c>text/tabwriter</c> documents, which lays out what kubectl prints.
/// </summary>
/// <param name="narrowest">The least width of a column, padding included.</param>
/// <param name="padding">The blanks after the widest cell.</param>
internal sealed class TabWriter(int narrowest, int padding)
{
    private readonly List<string[]> _lines = [];
    private readonly List<string> _laidOut = [];
    private readonly List<int> _widths = [];
    private readonly List<int> _remembered = [];

    /// <summary>Whether columns stay as wide as they have once been, over several <see cref="Flush"/>es.</summary>
    public bool RemembersWidths { get; init; }

    public void Line(string text)
    {
        foreach (var line in text.Split('\n'))
        {
            _lines.Add(line.Split('\t'));
        }
    }

    public void Cells(IEnumerable<string> cells) => _lines.Add([.. cells]);

    /// <summary>Lays out what was written, and forgets it.</summary>
    public List<string> Flush()
    {
        _laidOut.Clear();
        Format(0, _lines.Count);
        _lines.Clear();
        return [.. _laidOut];
    }

    private void Format(int from, int to)
    {
        var column = _widths.Count;
        for (var at = from; at < to; at++)
        {
            if (column >= _lines[at].Length - 1)
            {
                continue;
            }

            Write(from, at);
            from = at;
            var width = narrowest;
            for (; at < to && column < _lines[at].Length - 1; at++)
            {
                width = Math.Max(width, Length(_lines[at][column]) + padding);
            }

            _widths.Add(Remember(column, width));
            Format(from, at);
            _widths.RemoveAt(column);
            from = at;
            at--;
        }

        Write(from, to);
    }

    private int Remember(int column, int width)
    {
        if (!RemembersWidths)
        {
            return width;
        }

        if (_remembered.Count == column)
        {
            _remembered.Add(0);
        }

        return _remembered[column] = Math.Max(_remembered[column], width);
    }

    private void Write(int from, int to)
    {
        for (var at = from; at < to; at++)
        {
            var line = new StringBuilder();
            for (var cell = 0; cell < _lines[at].Length; cell++)
            {
                line.Append(_lines[at][cell]);
                if (cell < _widths.Count)
                {
                    line.Append(' ', Math.Max(0, _widths[cell] - Length(_lines[at][cell])));
                }
            }

            _laidOut.Add(line.ToString());
        }
    }

    private static int Length(string cell) => cell.EnumerateRunes().Count();
}
