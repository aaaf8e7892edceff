using System.Collections.Immutable;
using Sallyport.Hub.Console.Feeds.Calls;
using Sallyport.Hub.Console.Feeds.Kinds;

namespace Sallyport.Hub.Console.Search.Finding;

/// <summary>
/// A search in one cluster. That one may read only some namespaces is learned from the first refusal, so that each kind
/// after it is asked for where it will be answered, and no refusal is made twice.
/// </summary>
/// <param name="cluster">The cluster.</param>
/// <param name="words">What is looked for.</param>
/// <param name="most">How many hits are kept of each kind.</param>
/// <param name="memory">What was found a moment ago.</param>
/// <param name="calls">The search's calls.</param>
/// <param name="kinds">Where the version is looked up in which the cluster serves a kind.</param>
internal sealed class ClusterSearch(string cluster, SearchWords words, int most, SearchMemory memory, SearchCalls calls, KindBook kinds) : IDisposable
{
    private const int MostNamespaces = 20;
    private const int Enough = 500;

    private readonly SemaphoreSlim _first = new(1);
    private ImmutableArray<string> _reach;

    /// <summary>Looks through one kind.</summary>
    /// <param name="type">The kind.</param>
    /// <param name="chosen">The namespaces; empty for all that one may read.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    public async Task<SearchListing> LookAsync(ResourceType type, ImmutableArray<string> chosen, CancellationToken cancellationToken)
    {
        var where = string.Join(',', chosen);
        if (memory.Find(cluster, type, where, words) is { } known)
        {
            return known;
        }

        var reading = new Reading(type, new SearchReader(cluster, type, words, most));
        if (!type.Namespaced || !chosen.IsEmpty)
        {
            await ReadAllAsync(reading, type.Namespaced ? chosen : [], cancellationToken);
        }
        else
        {
            await ReadReachAsync(reading, cancellationToken);
        }

        if (reading.Reader.Fitting > reading.Reader.Hits.Count)
        {
            reading.Say(SearchGapReason.More, cluster, "");
        }

        return memory.Keep(cluster, type, where, new SearchListing(words, [.. reading.Reader.Hits]) { Gaps = [.. reading.Gaps] });
    }

    public void Dispose() => _first.Dispose();

    private async Task ReadReachAsync(Reading reading, CancellationToken cancellationToken)
    {
        if (_reach.IsDefault)
        {
            await _first.WaitAsync(cancellationToken);
            try
            {
                if (_reach.IsDefault)
                {
                    var refused = await ReadAsync(reading, null, cancellationToken);
                    _reach = refused?.Namespaces ?? [];
                    await ReadAllAsync(reading, _reach, cancellationToken, isRead: _reach.IsEmpty);
                    return;
                }
            }
            finally
            {
                _first.Release();
            }
        }

        if (!_reach.IsEmpty)
        {
            await ReadAllAsync(reading, _reach, cancellationToken);
        }
        else if (await ReadAsync(reading, null, cancellationToken) is { } refused)
        {
            await ReadAllAsync(reading, refused.Namespaces, cancellationToken);
        }
    }

    /// <summary>Reads namespace by namespace; all at once where none is named.</summary>
    private async Task ReadAllAsync(Reading reading, ImmutableArray<string> namespaces, CancellationToken cancellationToken, bool isRead = false)
    {
        if (namespaces.IsEmpty && !isRead)
        {
            await ReadAsync(reading, null, cancellationToken);
        }

        foreach (var ns in namespaces.Take(MostNamespaces))
        {
            await ReadAsync(reading, ns, cancellationToken);
        }

        if (namespaces.Length > MostNamespaces)
        {
            reading.Say(SearchGapReason.NotAsked, cluster, $"You may read {namespaces.Length} namespaces of cluster {cluster} one by one; the first {MostNamespaces} were looked through.");
        }
    }

    /// <summary>Reads one list. What comes in its way is a gap, but for a refusal that names the namespaces where it would be answered.</summary>
    /// <returns>That refusal; null otherwise.</returns>
    private async Task<ClusterProblem?> ReadAsync(Reading reading, string? ns, CancellationToken cancellationToken)
    {
        try
        {
            switch (await calls.ReadAsync(cluster, reading.Type, ns, reading.Reader, Enough, cancellationToken))
            {
                case SearchEnd.Enough:
                    reading.Say(SearchGapReason.More, cluster, "");
                    break;
                case SearchEnd.NoCallsLeft:
                    reading.Say(SearchGapReason.NotAsked, cluster, "");
                    break;
            }

            return null;
        }
        catch (ClusterProblemException no) when (no.Problem.Kind == ProblemKind.Absent)
        {
            // Another version of Kubernetes serves the kind in another version, or not at all.
            if (await kinds.FindAsync(cluster, reading.Type, cancellationToken) is { } other && other.Version != reading.Type.Version)
            {
                reading.Type = other;
                return await ReadAsync(reading, ns, cancellationToken);
            }

            return null;
        }
        catch (ClusterProblemException no) when (no.Problem is { Kind: ProblemKind.Blocked, Namespaces.IsEmpty: false } && ns is null)
        {
            return no.Problem;
        }
        catch (ClusterProblemException no)
        {
            reading.Say(
                no.Problem.Kind switch
                {
                    ProblemKind.Blocked or ProblemKind.SignedOut => SearchGapReason.Blocked,
                    ProblemKind.Away => SearchGapReason.Away,
                    _ => SearchGapReason.Failed,
                },
                cluster,
                no.Problem.Message);
            return null;
        }
    }

    private sealed class Reading(ResourceType type, SearchReader reader)
    {
        public ResourceType Type { get; set; } = type;

        public SearchReader Reader => reader;

        public List<SearchGap> Gaps { get; } = [];

        public void Say(SearchGapReason why, string cluster, string message)
        {
            if (!Gaps.Exists(gap => gap.Why == why))
            {
                Gaps.Add(new SearchGap(why, cluster, Type.FullName, message));
            }
        }
    }
}
