using Sallyport.Hub.Console.Feeds;
using Sallyport.Hub.Console.Feeds.Calls;
using Sallyport.Hub.Console.Feeds.Kinds;

namespace Sallyport.Hub.Console.Search.Finding;

/// <summary>One search: kind by kind through all clusters, the likeliest kinds first, some lists at once.</summary>
internal sealed class SearchRun : IDisposable
{
    private const int AtOnce = 12;
    private const int KeptInAll = 5_000;
    private const int FewestKept = 10;
    private const int MostKept = 200;

    private readonly Lock _gate = new();
    private readonly List<SearchListing> _listings = [];
    private readonly SearchScope _scope;
    private readonly SearchWords _words;
    private readonly KindBook _kinds;
    private readonly PublishTimer _timer;
    private readonly string[] _there;
    private readonly Dictionary<string, ClusterSearch> _clusters;
    private int _planned;
    private bool _isOver;

    public SearchRun(SearchScope scope, SearchWords words, SearchMemory memory, ClusterRoads roads, KindBook kinds, TimeProvider time)
    {
        (_scope, _words, _kinds) = (scope, words, kinds);
        _timer = new PublishTimer(time, Publish);
        _there = [.. scope.Clusters.Where(cluster => cluster.IsThere).Select(cluster => cluster.Name)];
        var most = Math.Clamp(KeptInAll / Math.Max(1, _there.Length * SearchKinds.Usual.Length), FewestKept, MostKept);
        var calls = new SearchCalls(roads, scope.Calls, _there.Length > 1 ? scope.Calls / 2 : scope.Calls, time);
        _clusters = _there.ToDictionary(name => name, name => new ClusterSearch(name, words, most, memory, calls, kinds), StringComparer.Ordinal);
        Snapshots = new Published<SearchSnapshot>(new SearchSnapshot(words));
    }

    /// <summary>What was found so far.</summary>
    public Published<SearchSnapshot> Snapshots { get; }

    /// <summary>Looks through everything, and ends.</summary>
    public async Task WorkAsync(CancellationToken cancellationToken)
    {
        try
        {
            ResourceType[] known = [.. SearchKinds.Usual, SearchKinds.Secrets];
            if (_scope.Kinds.IsEmpty)
            {
                await LookAsync([.. Plan(_scope.Secrets ? known : SearchKinds.Usual)], cancellationToken);
                if (_scope.Others)
                {
                    await LookAsync(await OfferedAsync(SearchKinds.Others, cancellationToken), cancellationToken);
                }
            }
            else
            {
                await LookAsync([.. Plan(known.Where(type => _scope.Kinds.Contains(type.FullName)))], cancellationToken);
                if (_scope.Kinds.Any(kind => !known.Any(type => type.FullName == kind)))
                {
                    await LookAsync(
                        await OfferedAsync(offered => SearchKinds.Others(offered).Where(type => _scope.Kinds.Contains(type.FullName)), cancellationToken), cancellationToken);
                }
            }
        }
        finally
        {
            lock (_gate)
            {
                _isOver = true;
            }

            Publish();
        }
    }

    public void Dispose()
    {
        _timer.Dispose();
        foreach (var cluster in _clusters.Values)
        {
            cluster.Dispose();
        }
    }

    /// <summary>Kind by kind, so that what is likeliest has been looked for everywhere first.</summary>
    private IEnumerable<(string Cluster, ResourceType Type)> Plan(IEnumerable<ResourceType> types) =>
        types.Where(type => type.Namespaced || _scope.Namespaces.IsEmpty).SelectMany(type => _there.Select(cluster => (cluster, type)));

    private async Task<(string, ResourceType)[]> OfferedAsync(
        Func<IEnumerable<ResourceType>, IEnumerable<ResourceType>> choose, CancellationToken cancellationToken)
    {
        var found = new IReadOnlyList<(string, ResourceType)>[_there.Length];
        await Parallel.ForAsync(0, _there.Length, Bounded(cancellationToken), async (i, ct) =>
        {
            var catalog = await _kinds.GetAsync(_there[i], ct);
            found[i] = [.. choose(catalog.Types).Where(type => type.Namespaced || _scope.Namespaces.IsEmpty).Select(type => (_there[i], type))];
        });
        return [.. found.SelectMany(types => types)];
    }

    private async Task LookAsync((string Cluster, ResourceType Type)[] lists, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            _planned += lists.Length;
        }

        await Parallel.ForEachAsync(lists, Bounded(cancellationToken), async (list, ct) =>
        {
            var listing = await _clusters[list.Cluster].LookAsync(list.Type, list.Type.Namespaced ? _scope.Namespaces : [], ct);
            lock (_gate)
            {
                _listings.Add(listing);
            }

            _timer.Due();
        });
    }

    private static ParallelOptions Bounded(CancellationToken cancellationToken) => new() { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken };

    private void Publish()
    {
        lock (_gate)
        {
            _timer.Done();
            Snapshots.Publish(new SearchSnapshot(_words)
            {
                Hits = [.. _listings.SelectMany(listing => listing.Hits).Order(SearchHit.BestFirst)],
                Gaps = [.. _scope.Clusters.Where(cluster => !cluster.IsThere).Select(cluster => new SearchGap(SearchGapReason.Away, cluster.Name, "", "")), .. _listings.SelectMany(listing => listing.Gaps)],
                Read = _listings.Count,
                Planned = _planned,
                IsOver = _isOver,
            });
        }
    }
}
