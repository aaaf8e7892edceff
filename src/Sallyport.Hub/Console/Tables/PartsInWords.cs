using Microsoft.Extensions.Localization;
using Sallyport.Hub.Console.Feeds;
using Sallyport.Hub.Console.Feeds.Rows;

namespace Sallyport.Hub.Console.Tables;

/// <summary>What of a table is not there, and why, in words.</summary>
internal static class PartsInWords
{
    /// <summary>Whether nothing is there yet, and something may come.</summary>
    public static bool IsLoading(RowSnapshot table) =>
        table.Total == 0 && (table.Parts.IsEmpty || table.Parts.Any(part => part.State == FeedState.Loading));

    /// <summary>Whether all that was asked for is closed to the visitor.</summary>
    public static bool IsBlocked(RowSnapshot table) =>
        table.Parts.Length > 0 && table.Parts.All(part => part.State is FeedState.Blocked or FeedState.Absent) && table.Parts.Any(part => part.State == FeedState.Blocked);

    /// <summary>Whether no cluster has the kind.</summary>
    public static bool IsAbsent(RowSnapshot table) => table.Parts.Length > 0 && table.Parts.All(part => part.State == FeedState.Absent);

    /// <summary>The parts that lack something, one sentence for all in the same state.</summary>
    public static IEnumerable<(Health Health, string Sentence, IReadOnlyList<FeedPart> Parts)> Lacking(RowSnapshot table, IStringLocalizer<Words> words)
    {
        var all = table.Parts.Select(part => part.Cluster).Distinct().Count();
        foreach (var group in table.Parts.Where(part => part.State is not (FeedState.Live or FeedState.Loading or FeedState.Absent)).GroupBy(part => part.State))
        {
            var clusters = group.Select(part => part.Cluster).Distinct().ToArray();
            var named = string.Join(", ", clusters.Take(5)) + (clusters.Length > 5 ? words[" and {0} more", clusters.Length - 5].Value : "");
            var sentence = group.Key switch
            {
                FeedState.Reconnecting => words["Reconnecting to {0}; what is shown is what was last known.", named],
                FeedState.Away => words["{0} of {1} clusters away: {2}.", clusters.Length, all, named],
                FeedState.Blocked => words["Closed to you in {0}.", named],
                _ => words["{0} did not answer as they should.", named],
            };
            yield return (group.Key == FeedState.Blocked ? Health.Unknown : Health.Warning, sentence, [.. group]);
        }
    }
}
