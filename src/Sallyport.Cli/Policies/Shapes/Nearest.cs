namespace Sallyport.Cli.Policies.Shapes;

/// <summary>What somebody probably meant by a word that is not known.</summary>
internal static class Nearest
{
    /// <summary><c> (did you mean X?)</c>, or nothing when no known word is near.</summary>
    public static string Suggestion(string word, IEnumerable<string> known)
    {
        var (nearest, distance) = known.Select(one => (one, Distance(word.ToLowerInvariant(), one.ToLowerInvariant()))).MinBy(pair => pair.Item2);
        return nearest is not null && distance <= Math.Max(1, nearest.Length / 3) ? $" (did you mean {nearest}?)" : "";
    }

    /// <summary>How many letters must be added, taken away, replaced or swapped with their neighbour.</summary>
    private static int Distance(string one, string other)
    {
        var rows = new int[one.Length + 1, other.Length + 1];
        for (var i = 0; i <= one.Length; i++)
        {
            for (var j = 0; j <= other.Length; j++)
            {
                rows[i, j] = i == 0 || j == 0 ? i + j : Math.Min(
                    Math.Min(rows[i - 1, j], rows[i, j - 1]) + 1, rows[i - 1, j - 1] + (one[i - 1] == other[j - 1] ? 0 : 1));
                if (i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1])
                {
                    rows[i, j] = Math.Min(rows[i, j], rows[i - 2, j - 2] + 1);
                }
            }
        }

        return rows[one.Length, other.Length];
    }
}
