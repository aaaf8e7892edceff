using System.Collections.Immutable;
using Sallyport.Hub.Console.Feeds.Calls;
using Sallyport.Hub.Console.Feeds.Listing;

namespace Sallyport.Hub.Console.Feeds.Metrics;

/// <summary>What pods or nodes of one cluster use, read from <c>metrics.k8s.io</c> every half minute: the cluster itself measures no oftener.</summary>
public sealed class MetricsFeed : IAsyncDisposable
{
    private const int NamespacesAtOnce = 6;
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan WhenAbsent = TimeSpan.FromMinutes(5);

    private readonly CancellationTokenSource _end = new();
    private readonly Signal _lookAgain = new();
    private readonly MetricsQuery _query;
    private readonly ClusterApi _api;
    private readonly TimeProvider _time;
    private readonly Task _run;

    /// <summary>Begins to read.</summary>
    /// <param name="query">What is read.</param>
    /// <param name="roads">Where calls go.</param>
    /// <param name="time">The clock by which it asks again.</param>
    public MetricsFeed(MetricsQuery query, ClusterRoads roads, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(roads);
        (_query, _api, _time) = (query, new ClusterApi(query.Cluster, roads(query.Cluster)), time);
        Snapshots = new Published<MetricsSnapshot>(new MetricsSnapshot(new FeedPart(query.Cluster, query.Namespace, FeedState.Loading)));
        _run = Task.Run(RunAsync);
    }

    /// <summary>The figures of this moment and each new reading.</summary>
    public Published<MetricsSnapshot> Snapshots { get; }

    /// <summary>Access may have changed: it is asked again now.</summary>
    public void LookAgain() => _lookAgain.Raise();

    /// <summary>Ends every call, and waits until it has ended.</summary>
    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _run.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _end.Dispose();
    }

    private async Task RunAsync()
    {
        while (!_end.IsCancellationRequested)
        {
            var again = _lookAgain.Next;
            var before = Snapshots.Current;
            var (uses, part) = await ReadAsync([_query.Target(_query.Namespace)], before.Part);
            if (part.Problem is { Kind: ProblemKind.Blocked, Namespaces.IsEmpty: false } refused)
            {
                (uses, part) = await ReadAsync([.. refused.Namespaces.Take(ClusterFeed.MostNamespaces).Select(_query.Target)], before.Part);
            }

            Snapshots.Publish(new MetricsSnapshot(part)
            {
                Uses = uses ?? Kept(before, part),
                ReadAt = part.State == FeedState.Live ? _time.GetUtcNow() : before.ReadAt,
            });
            await Signal.WaitAsync(again, part.State == FeedState.Absent ? WhenAbsent : Every, _time, _end.Token);
        }
    }

    // Figures of a moment ago stand while the cluster is away, and go when one may no longer see them.
    private static ImmutableDictionary<(string, string), MeasuredUse> Kept(MetricsSnapshot before, FeedPart part) =>
        part.State is FeedState.Blocked or FeedState.Absent ? ImmutableDictionary<(string, string), MeasuredUse>.Empty : before.Uses;

    private async Task<(ImmutableDictionary<(string, string), MeasuredUse>? Uses, FeedPart Part)> ReadAsync(string[] targets, FeedPart part)
    {
        var uses = new IEnumerable<MeasuredUse>[targets.Length];
        try
        {
            var bounded = new ParallelOptions { MaxDegreeOfParallelism = NamespacesAtOnce, CancellationToken = _end.Token };
            await Parallel.ForAsync(0, targets.Length, bounded, async (i, ct) => uses[i] = await ReadAsync(targets[i], ct));
            var all = uses.SelectMany(one => one).DistinctBy(use => (use.Namespace, use.Name)).ToImmutableDictionary(use => (use.Namespace, use.Name));
            return (all, part with { State = FeedState.Live, Problem = null });
        }
        catch (ClusterProblemException fault)
        {
            return (null, part with { State = FeedPart.StateOf(fault.Problem), Problem = fault.Problem });
        }
        catch (OperationCanceledException) when (_end.IsCancellationRequested)
        {
            return (null, part);
        }
    }

    private async Task<MeasuredUse[]> ReadAsync(string target, CancellationToken cancellationToken)
    {
        try
        {
            var answer = await _api.ReadAsync(target, ClusterApi.Json, cancellationToken);
            return _query.Name.Length == 0 ? [.. answer.Items("items").Select(MeasuredUse.Of)] : [MeasuredUse.Of(answer)];
        }
        catch (ClusterProblemException none) when (IsUnmeasured(none.Problem))
        {
            return [];
        }
    }

    // A cluster without metrics does not know the path; one with metrics says of what it has not measured that this very thing is not there.
    private bool IsUnmeasured(ClusterProblem problem) =>
        problem is { Kind: ProblemKind.Absent, Reason: "NotFound" } && _query.Name.Length > 0 && problem.Message.Contains(_query.Name, StringComparison.Ordinal);
}
