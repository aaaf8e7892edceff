using System.Collections.Immutable;

namespace Sallyport.Hub.Console.Search.Finding;

/// <summary>What was found of one kind in one cluster.</summary>
/// <param name="Words">What was looked for.</param>
/// <param name="Hits">What fits.</param>
internal sealed record SearchListing(SearchWords Words, ImmutableArray<SearchHit> Hits)
{
    /// <summary>What was not looked through.</summary>
    public ImmutableArray<SearchGap> Gaps { get; init; } = [];

    /// <summary>When it was read, by the clock's timestamps.</summary>
    public long ReadAt { get; init; }

    /// <summary>What of it fits other words that find less.</summary>
    public SearchListing Narrowed(SearchWords words) => this with
    {
        Hits = [.. Hits.Select(hit => words.Fit(hit.Row.Name, hit.Row.Namespace) is { } rank ? hit with { Rank = rank } : null).OfType<SearchHit>()],
    };

    /// <summary>Whether it answers narrower words as well as a new question would.</summary>
    public bool IsWhole => Gaps.IsEmpty;
}
