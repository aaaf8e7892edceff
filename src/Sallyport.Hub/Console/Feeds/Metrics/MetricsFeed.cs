using System.Collections.Immutable;
using System.Text.Json;
using Sallyport.Hub.Console.Feeds.Calls;
using Sallyport.Hub.Console.Feeds.Listing;
using Sallyport.Hub.Console.Feeds.Rows;

namespace Sallyport.Hub.Console.Feeds.Metrics;

/// <summary>What pods and nodes of one cluster use, read from <c>metrics.k8s.io</c> every half minute: the cluster itself measures no oftener.</summary>
public sealed class MetricsFeed : IAsyncDisposable
{
    private const string Root = "/apis/metrics.k8s.io/v1beta1";
    private const int NamespacesAtOnce = 6;
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan WhenAbsent = TimeSpan.FromMinutes(5);

    private readonly CancellationTokenSource _end = new();
    private readonly Signal _lookAgain = new();
    private readonly ClusterApi _api;
    private readonly string? _namespace;
    private readonly TimeProvider _time;
    private readonly Task _run;

    /// <summary>Begins to read.</summary>
    /// <param name="cluster">The cluster.</param>
    /// <param name="ns">The namespace whose pods are read; null for all that the user may read.</param>
    /// <param name="roads">Where calls go.</param>
    /// <param name="time">The clock by which it asks again.</param>
    public MetricsFeed(string cluster, string? ns, ClusterRoads roads, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(roads);
        (_api, _namespace, _time) = (new ClusterApi(cluster, roads(cluster)), ns, time);
        var part = new FeedPart(cluster, ns, FeedState.Loading);
        Snapshots = new Published<MetricsSnapshot>(new MetricsSnapshot(cluster) { PodsPart = part, NodesPart = part with { Namespace = null } });
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
            var (nodes, nodesPart) = await ReadAsync([$"{Root}/nodes"], before.NodesPart);
            var (pods, podsPart) = await ReadAsync([PodsOf(_namespace)], before.PodsPart);
            if (podsPart.Problem is { Kind: ProblemKind.Blocked, Namespaces.IsEmpty: false } refused)
            {
                (pods, podsPart) = await ReadAsync([.. refused.Namespaces.Take(ClusterFeed.MostNamespaces).Select(PodsOf)], before.PodsPart);
            }

            Snapshots.Publish(before with
            {
                Nodes = (nodes ?? Kept(before.Nodes.Values, nodesPart)).ToImmutableDictionary(node => node.Name),
                NodesPart = nodesPart,
                Pods = (pods ?? Kept(before.Pods.Values, podsPart)).ToImmutableDictionary(pod => (pod.Namespace, pod.Name)),
                PodsPart = podsPart,
                ReadAt = _time.GetUtcNow(),
            });
            await Signal.WaitAsync(again, podsPart.State == FeedState.Absent ? WhenAbsent : Every, _time, _end.Token);
        }
    }

    private static string PodsOf(string? ns) => ns is null ? $"{Root}/pods" : $"{Root}/namespaces/{Uri.EscapeDataString(ns)}/pods";

    // Figures of a moment ago stand while the cluster is away, and go when one may no longer see them.
    private static IEnumerable<MeasuredUse> Kept(IEnumerable<MeasuredUse> before, FeedPart part) =>
        part.State is FeedState.Blocked or FeedState.Absent ? [] : before;

    private async Task<(List<MeasuredUse>? Uses, FeedPart Part)> ReadAsync(string[] targets, FeedPart part)
    {
        var uses = new List<MeasuredUse>[targets.Length];
        try
        {
            var bounded = new ParallelOptions { MaxDegreeOfParallelism = NamespacesAtOnce, CancellationToken = _end.Token };
            await Parallel.ForAsync(0, targets.Length, bounded, async (i, ct) =>
                uses[i] = [.. (await _api.ReadAsync(targets[i], ClusterApi.Json, ct)).Items("items").Select(Read)]);
            return ([.. uses.SelectMany(one => one).DistinctBy(use => (use.Namespace, use.Name))], part with { State = FeedState.Live, Problem = null });
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

    private static MeasuredUse Read(JsonElement item)
    {
        var containers = item.Items("containers").DistinctBy(container => container.Text("name"))
            .ToImmutableDictionary(container => container.Text("name"), container => Use(container.At("usage")));
        return new MeasuredUse(
            item.At("metadata").Text("namespace"), item.At("metadata").Text("name"), item.Time("timestamp"),
            containers.Values.Aggregate(Use(item.At("usage")), static (sum, one) => sum + one), containers);
    }

    private static Usage Use(JsonElement usage) => new(CellValue.Quantity(usage.Text("cpu")) ?? 0, CellValue.Quantity(usage.Text("memory")) ?? 0);
}
