using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using Sallyport.Hub.Console.Feeds.Calls;
using Sallyport.Hub.Console.Feeds.Kinds;
using Sallyport.Hub.Console.Feeds.Listing;

namespace Sallyport.Hub.Console.Search.Finding;

/// <summary>The calls of one search: lists in pages, as many as it may make, each bounded in time.</summary>
/// <param name="roads">Where they go.</param>
/// <param name="most">How many there may be.</param>
/// <param name="mostOfOne">How many there may be in one cluster, so that a list without end there leaves some for the others.</param>
/// <param name="time">The clock.</param>
internal sealed class SearchCalls(ClusterRoads roads, int most, int mostOfOne, TimeProvider time)
{
    private const int PageSize = 500;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);
    private readonly ConcurrentDictionary<string, int> _made = new(StringComparer.Ordinal);
    private int _left = most;

    /// <summary>Reads a list to its end, or until enough of it fits.</summary>
    /// <param name="cluster">The cluster.</param>
    /// <param name="type">The kind.</param>
    /// <param name="ns">A namespace; null for all, or where it has none.</param>
    /// <param name="reader">What reads it.</param>
    /// <param name="enough">How many fitting ones are enough.</param>
    /// <param name="cancellationToken">Ends the calls.</param>
    /// <returns>Whether something was left unread: because there was enough, or because no call was left.</returns>
    /// <exception cref="ClusterProblemException">The cluster said no, or nothing.</exception>
    public async Task<SearchEnd> ReadAsync(
        string cluster, ResourceType type, string? ns, SearchReader reader, int enough, CancellationToken cancellationToken)
    {
        var (api, target, next) = (new ClusterApi(cluster, roads(cluster)), new ListTarget(type, ns), "");
        do
        {
            if (_made.AddOrUpdate(cluster, 1, static (_, made) => made + 1) > mostOfOne || Interlocked.Decrement(ref _left) < 0)
            {
                return SearchEnd.NoCallsLeft;
            }

            next = await ReadPageAsync(api, target.List(type, TableReader.WithMetadata, PageSize, next), reader, cancellationToken);
        }
        while (next.Length > 0 && reader.Fitting < enough);

        return next.Length > 0 ? SearchEnd.Enough : SearchEnd.All;
    }

    private async Task<string> ReadPageAsync(ClusterApi api, string target, SearchReader reader, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        try
        {
            using var answer = await api.GetAsync(target, TableReader.Form, either.Token);
            await using var body = await answer.Content.ReadAsStreamAsync(either.Token);
            using var page = new ListPage(reader);
            return (await page.ReadAsync(body, either.Token)).Continue;
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            // Text that is no Unicode is an InvalidOperationException to the JSON reader.
            throw new ClusterProblemException(api.Unreadable(), fault);
        }
        catch (OperationCanceledException fault) when (deadline.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new ClusterProblemException(
                new ClusterProblem(api.Cluster, ProblemKind.Away, string.Create(CultureInfo.InvariantCulture, $"Cluster {api.Cluster} did not answer within {Patience.TotalSeconds} seconds.")), fault);
        }
        catch (Exception fault) when (ClusterApi.IsConnection(fault, cancellationToken))
        {
            throw api.Unreachable(fault);
        }
    }
}

/// <summary>How the reading of a list ended.</summary>
internal enum SearchEnd
{
    /// <summary>All was read.</summary>
    All,

    /// <summary>Enough fits, and the rest was not read.</summary>
    Enough,

    /// <summary>The search had made all the calls that it may.</summary>
    NoCallsLeft,
}
