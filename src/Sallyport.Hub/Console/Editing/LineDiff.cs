namespace Sallyport.Hub.Console.Editing;

/// <summary>What differs between two texts, line by line, with a few lines around each change.</summary>
internal static class LineDiff
{
    private const int Around = 3;

    // A table of so many cells is made at most; beyond it what lies between equal ends counts as replaced whole.
    private const long MostCells = 9_000_000;

    /// <returns>The changes in order; empty where the texts are equal.</returns>
    public static IReadOnlyList<DiffLine> Of(IReadOnlyList<string> before, IReadOnlyList<string> after)
    {
        var whole = Whole(before, after);
        var shown = new List<DiffLine>();
        var last = -1;
        for (var i = 0; i < whole.Count; i++)
        {
            if (!IsNear(whole, i))
            {
                continue;
            }

            if (i > last + 1)
            {
                shown.Add(new DiffLine(DiffKind.Gap, $"{i - last - 1}"));
            }

            shown.Add(whole[i]);
            last = i;
        }

        if (last >= 0 && last < whole.Count - 1)
        {
            shown.Add(new DiffLine(DiffKind.Gap, $"{whole.Count - 1 - last}"));
        }

        return shown;
    }

    private static bool IsNear(List<DiffLine> lines, int at)
    {
        for (var i = Math.Max(0, at - Around); i <= Math.Min(lines.Count - 1, at + Around); i++)
        {
            if (lines[i].Kind != DiffKind.Same)
            {
                return true;
            }
        }

        return false;
    }

    private static List<DiffLine> Whole(IReadOnlyList<string> before, IReadOnlyList<string> after)
    {
        var (head, most) = (0, Math.Min(before.Count, after.Count));
        while (head < most && before[head] == after[head])
        {
            head++;
        }

        var tail = 0;
        while (tail < most - head && before[^(tail + 1)] == after[^(tail + 1)])
        {
            tail++;
        }

        return
        [
            .. before.Take(head).Select(Same),
            .. Middle([.. before.Skip(head).SkipLast(tail)], [.. after.Skip(head).SkipLast(tail)]),
            .. before.TakeLast(tail).Select(Same),
        ];
    }

    /// <summary>By the longest common subsequence; what was taken out stands before what was put in.</summary>
    private static List<DiffLine> Middle(string[] before, string[] after)
    {
        if ((long)before.Length * after.Length > MostCells)
        {
            return [.. before.Select(Removed), .. after.Select(Added)];
        }

        var common = new int[before.Length + 1, after.Length + 1];
        for (var i = before.Length - 1; i >= 0; i--)
        {
            for (var j = after.Length - 1; j >= 0; j--)
            {
                common[i, j] = before[i] == after[j] ? common[i + 1, j + 1] + 1 : Math.Max(common[i + 1, j], common[i, j + 1]);
            }
        }

        var lines = new List<DiffLine>();
        var (a, b) = (0, 0);
        while (a < before.Length || b < after.Length)
        {
            if (a < before.Length && b < after.Length && before[a] == after[b])
            {
                lines.Add(Same(before[a++]));
                b++;
            }
            else if (b == after.Length || (a < before.Length && common[a + 1, b] >= common[a, b + 1]))
            {
                lines.Add(Removed(before[a++]));
            }
            else
            {
                lines.Add(Added(after[b++]));
            }
        }

        return lines;
    }

    private static DiffLine Same(string text) => new(DiffKind.Same, text);

    private static DiffLine Removed(string text) => new(DiffKind.Removed, text);

    private static DiffLine Added(string text) => new(DiffKind.Added, text);
}

/// <summary>What a line of a comparison is.</summary>
internal enum DiffKind
{
    /// <summary>In both texts.</summary>
    Same,

    /// <summary>In the first alone.</summary>
    Removed,

    /// <summary>In the second alone.</summary>
    Added,

    /// <summary>Lines in both that are left out; the text is how many.</summary>
    Gap,
}

/// <summary>One line of a comparison.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">The line.</param>
internal sealed record DiffLine(DiffKind Kind, string Text);
