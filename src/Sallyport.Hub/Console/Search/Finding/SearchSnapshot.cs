using System.Collections.Immutable;

namespace Sallyport.Hub.Console.Search.Finding;

/// <summary>What a search has found up to a moment.</summary>
/// <param name="Words">What was looked for.</param>
public sealed record SearchSnapshot(SearchWords Words)
{
    /// <summary>A search that found nothing, and looked nowhere.</summary>
    public static SearchSnapshot None { get; } = new(SearchWords.Read("")) { IsOver = true };

    /// <summary>What fits, the best first.</summary>
    public ImmutableArray<SearchHit> Hits { get; init; } = [];

    /// <summary>What was not looked through, or not to its end.</summary>
    public ImmutableArray<SearchGap> Gaps { get; init; } = [];

    /// <summary>How many lists have been read; a list is a kind in a cluster.</summary>
    public int Read { get; init; }

    /// <summary>How many there are to read, as far as is known.</summary>
    public int Planned { get; init; }

    /// <summary>Whether nothing more will come.</summary>
    public bool IsOver { get; init; }
}
