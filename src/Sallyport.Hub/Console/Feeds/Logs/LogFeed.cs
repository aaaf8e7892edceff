using System.Collections.Immutable;
using System.Text.Json;
using Sallyport.Hub.Console.Feeds.Calls;
using Sallyport.Hub.Console.Feeds.Kinds;
using Sallyport.Hub.Console.Feeds.Listing;

namespace Sallyport.Hub.Console.Feeds.Logs;

/// <summary>
/// The lines of a container, of a pod, or of a whole workload whose pods come and go, in one order of time. Published about
/// four times a second however many lines come in.
/// </summary>
public sealed class LogFeed : IAsyncDisposable
{
    /// <summary>How many containers are read at once; further ones are named.</summary>
    public const int MostContainers = 50;

    /// <summary>How many pods are looked at.</summary>
    internal const int MostPods = 500;

    private readonly CancellationTokenSource _end = new();
    private readonly Lock _gate = new();
    private readonly Dictionary<(string Uid, string Container), (ContainerLog Log, Task Run)> _logs = [];
    private readonly Dictionary<(string Uid, string Container), LogSource> _known = [];
    private readonly SortedDictionary<int, LogSourceStatus> _sources = [];
    private readonly ClusterApi _api;
    private readonly FeedPace _pace;
    private readonly PublishTimer _timer;
    private readonly LogIntake _intake;
    private readonly Task _run;
    private FeedPart _pods;
    private long _version;

    /// <summary>Begins to read.</summary>
    /// <param name="query">Which lines.</param>
    /// <param name="roads">Where calls go.</param>
    /// <param name="time">The clock of back-offs and snapshots.</param>
    public LogFeed(LogQuery query, ClusterRoads roads, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(roads);
        Query = query;
        _pods = new FeedPart(query.Cluster, query.Namespace, FeedState.Loading);
        _api = new ClusterApi(query.Cluster, roads(query.Cluster));
        _pace = new FeedPace(time);
        _timer = new PublishTimer(time, Publish);
        _intake = new LogIntake(new LogTimeline(query.Capacity), _timer.Due);
        Snapshots = new Published<LogSnapshot>(Snapshot());
        var target = new ListTarget(ResourceType.Pods, query.Namespace)
        {
            LabelSelector = query.LabelSelector,
            FieldSelector = query.Pod.Length > 0 ? FieldTerm.Exact("metadata.name", query.Pod) : "",
        };
        var pods = new ListWatch(_api, target, new ObjectReader(query.Cluster, target.Type, query.Namespace, MostPods, OnPods), _pace);

        // Off the caller's synchronization context: reading must not wait for a page to be drawn, nor drawing for it.
        _run = Task.Run(() => pods.RunAsync(static _ => false, _end.Token));
    }

    /// <summary>Which lines these are.</summary>
    public LogQuery Query { get; }

    /// <summary>The lines of this moment and each new batch.</summary>
    public Published<LogSnapshot> Snapshots { get; }

    /// <summary>Access may have changed: what was refused is asked for again now.</summary>
    public void LookAgain() => _pace.LookAgain.Raise();

    /// <summary>Ends every call, and waits until it has ended.</summary>
    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _run.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Task[] runs;
        lock (_gate)
        {
            runs = [.. _logs.Values.Select(log => log.Run)];
        }

        await Task.WhenAll(runs).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _timer.Dispose();
        _pace.Dispose();
        _end.Dispose();
    }

    private void OnPods(ImmutableDictionary<string, JsonElement> pods, FeedPart part)
    {
        lock (_gate)
        {
            _pods = part;
            var containers = pods.Values.OrderBy(pod => pod.At("metadata").Text("name"), StringComparer.Ordinal).SelectMany(PodContainer.Of)
                .Where(container => Query.Container.Length == 0 || container.Name == Query.Container)
                .Where(container => !Query.Previous || container.Restarts > 0)
                .ToDictionary(container => (container.PodUid, container.Name));
            foreach (var (key, container) in containers)
            {
                if (_logs.TryGetValue(key, out var known) && known.Log is not { Container: null })
                {
                    known.Log.Container = container;
                }
                else
                {
                    Begin(key, container);
                }
            }

            foreach (var key in _logs.Keys.Where(key => !containers.ContainsKey(key)).ToArray())
            {
                _logs[key].Log.Container = null;
            }
        }

        if (part.State == FeedState.Blocked)
        {
            _intake.Forget(static _ => true);
        }

        _timer.Due();
    }

    private void Begin((string, string) key, PodContainer container)
    {
        if (!_known.TryGetValue(key, out var source))
        {
            _known[key] = source = new LogSource(_known.Count, container.Pod, container.Name, container.Kind);
        }

        if (_logs.Count(log => !log.Value.Run.IsCompleted) >= MostContainers)
        {
            _sources[source.Index] = new LogSourceStatus(source, LogSourceState.LeftOut, $"The first {MostContainers} containers are read; pick a pod to read this one.");
            return;
        }

        _sources[source.Index] = new LogSourceStatus(source, LogSourceState.Waiting, "");
        var before = _logs.TryGetValue(key, out var ended) ? ended.Run : Task.CompletedTask;
        var log = new ContainerLog(_api, Query, source, _intake, _pace, OnSource) { Container = container };
        _logs[key] = (log, Task.Run(async () =>
        {
            // What is left of the reading before is read to its end.
            await before;
            await log.RunAsync(_end.Token);
        }));
    }

    private void OnSource(LogSourceStatus status)
    {
        lock (_gate)
        {
            _sources[status.Source.Index] = status;
        }

        if (status.State == LogSourceState.Blocked)
        {
            _intake.Forget(source => source == status.Source);
        }

        _timer.Due();
    }

    private void Publish()
    {
        _timer.Done();
        Snapshots.Publish(Snapshot());
    }

    private LogSnapshot Snapshot()
    {
        ImmutableArray<LogSourceStatus> sources;
        FeedPart pods;
        lock (_gate)
        {
            (sources, pods) = ([.. _sources.Values], _pods);
        }

        return _intake.Snapshot(timeline => new LogSnapshot(timeline.Lines) { Dropped = timeline.Dropped, Sources = sources, Pods = pods, Version = ++_version });
    }
}
