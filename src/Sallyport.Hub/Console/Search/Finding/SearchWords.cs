using System.Text;

namespace Sallyport.Hub.Console.Search.Finding;

/// <summary>What is looked for: words that must all be in an object's name or its namespace, and one of them in its name.</summary>
public sealed class SearchWords
{
    /// <summary>The fewest letters that a search begins with: fewer would find nearly everything.</summary>
    public const int Fewest = 2;

    private const int Longest = 253;
    private const int Most = 6;
    private readonly string[] _words;
    private readonly byte[][] _bytes;

    private SearchWords(string[] words)
    {
        _words = words;
        _bytes = [.. words.Select(Encoding.UTF8.GetBytes)];
    }

    /// <summary>The words with single spaces between them.</summary>
    public string Text => string.Join(' ', _words);

    /// <summary>Whether there is enough to look for.</summary>
    public bool IsEnough => _words.Any(word => word.Length >= Fewest);

    /// <summary>Reads what was typed; case does not matter.</summary>
    public static SearchWords Read(string? typed) => new(
    [
        .. (typed ?? "").ToLowerInvariant().Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Where(word => word.Length <= Longest).Distinct(StringComparer.Ordinal).Take(Most),
    ]);

    /// <summary>Whether all that these words find was found by the earlier ones already.</summary>
    public bool Narrow(SearchWords earlier) => earlier._words.All(word => _words.Any(mine => mine.Contains(word, StringComparison.Ordinal)));

    /// <summary>Whether a row may fit, by its bytes alone: most rows of a large list need no reading.</summary>
    public bool MayFit(ReadOnlySpan<byte> json)
    {
        foreach (var word in _bytes)
        {
            if (json.IndexOf(word) < 0)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>How well an object fits; null where it does not.</summary>
    public SearchRank? Fit(string name, string ns)
    {
        var best = SearchRank.Elsewhere;
        foreach (var word in _words)
        {
            if (RankOf(word, name) is { } rank)
            {
                best = rank < best ? rank : best;
            }
            else if (!ns.Contains(word, StringComparison.OrdinalIgnoreCase))
            {
                return null;
            }
        }

        return best == SearchRank.Elsewhere ? null : best;
    }

    /// <summary>A text in pieces, those that a word fits marked.</summary>
    public IReadOnlyList<(string Text, bool Marked)> Pieces(string text)
    {
        var marked = new bool[text.Length];
        foreach (var word in _words)
        {
            for (var at = text.IndexOf(word, StringComparison.OrdinalIgnoreCase); at >= 0; at = text.IndexOf(word, at + 1, StringComparison.OrdinalIgnoreCase))
            {
                Array.Fill(marked, true, at, word.Length);
            }
        }

        var pieces = new List<(string, bool)>();
        for (int from = 0, to = 1; from < text.Length; from = to++)
        {
            while (to < text.Length && marked[to] == marked[from])
            {
                to++;
            }

            pieces.Add((text[from..to], marked[from]));
        }

        return pieces;
    }

    private static SearchRank? RankOf(string word, string name)
    {
        var at = name.IndexOf(word, StringComparison.OrdinalIgnoreCase);
        return at < 0 ? null
            : at == 0 ? name.Length == word.Length ? SearchRank.Whole : SearchRank.Beginning
            : name[at - 1] is '-' or '.' ? SearchRank.Part
            : SearchRank.Within;
    }
}

/// <summary>How well a name fits what is looked for, best first.</summary>
public enum SearchRank
{
    /// <summary>It is the name.</summary>
    Whole,

    /// <summary>The name begins so.</summary>
    Beginning,

    /// <summary>A part of the name begins so, after a dash or a dot.</summary>
    Part,

    /// <summary>It is somewhere in the name.</summary>
    Within,

    /// <summary>It is not in the name.</summary>
    Elsewhere,
}
