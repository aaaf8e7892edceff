using System.Collections.Immutable;
using System.Text.Json;
using Sallyport.Hub.Console.Feeds.Calls;
using Sallyport.Hub.Console.Feeds.Kinds;
using Sallyport.Hub.Console.Feeds.Listing;

namespace Sallyport.Hub.Console.Feeds.Objects;

/// <summary>One object live and whole, with its events, for a detail page. When it may no longer be seen it is gone from here at once.</summary>
public sealed class ObjectFeed : IAsyncDisposable
{
    private const int MostEvents = 500;

    private readonly CancellationTokenSource _end = new();
    private readonly Lock _gate = new();
    private readonly FeedPace _pace;
    private readonly PublishTimer _timer;
    private readonly Task _run;
    private ObjectSnapshot _latest;
    private ImmutableDictionary<string, JsonElement> _events = ImmutableDictionary<string, JsonElement>.Empty;

    /// <summary>Begins to read.</summary>
    /// <param name="place">Which object.</param>
    /// <param name="roads">Where calls go.</param>
    /// <param name="time">The clock of back-offs and snapshots.</param>
    /// <param name="kinds">Where the version is looked up in which the cluster serves the kind; null to ask for one version only.</param>
    public ObjectFeed(ObjectPlace place, ClusterRoads roads, TimeProvider time, KindBook? kinds = null)
    {
        ArgumentNullException.ThrowIfNull(place);
        ArgumentNullException.ThrowIfNull(roads);
        Place = place;
        _latest = new ObjectSnapshot(new FeedPart(place.Cluster, place.Namespace, FeedState.Loading))
        {
            EventsPart = new FeedPart(place.Cluster, place.Namespace, FeedState.Loading),
        };
        Snapshots = new Published<ObjectSnapshot>(_latest);
        _timer = new PublishTimer(time, Publish);
        _pace = new FeedPace(time);
        var api = new ClusterApi(place.Cluster, roads(place.Cluster));
        KindResolver? resolve = kinds is null ? null : async (cluster, ct) => await kinds.FindAsync(cluster, place.Type, ct);
        _run = Task.WhenAll(
            Run(api, new ListTarget(place.Type, place.Namespace) { FieldSelector = FieldTerm.Exact("metadata.name", place.Name), Resolve = resolve }, 1, OnObject),
            Run(api, EventsOf(place), MostEvents, OnEvents));
    }

    /// <summary>Which object it is.</summary>
    public ObjectPlace Place { get; }

    /// <summary>The object of this moment and each change.</summary>
    public Published<ObjectSnapshot> Snapshots { get; }

    /// <summary>Access may have changed: what was refused is asked for again now.</summary>
    public void LookAgain() => _pace.LookAgain.Raise();

    /// <summary>Ends every call, and waits until it has ended.</summary>
    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _run.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _timer.Dispose();
        _pace.Dispose();
        _end.Dispose();
    }

    // Events of what has no namespace are kept in "default".
    private static ListTarget EventsOf(ObjectPlace place) => new(ResourceType.Events, place.Namespace ?? "default")
    {
        FieldSelector = $"{FieldTerm.Exact("involvedObject.kind", place.Type.Kind)},{FieldTerm.Exact("involvedObject.name", place.Name)}",
    };

    // Off the caller's synchronization context: reading must not wait for a page to be drawn, nor drawing for it.
    private Task<ClusterProblem?> Run(ClusterApi api, ListTarget target, int most, Action<ImmutableDictionary<string, JsonElement>, FeedPart> changed) =>
        Task.Run(() => new ListWatch(api, target, new ObjectReader(api.Cluster, target.Type, target.Namespace, most, changed), _pace).RunAsync(static _ => false, _end.Token));

    private void OnObject(ImmutableDictionary<string, JsonElement> objects, FeedPart part)
    {
        lock (_gate)
        {
            _latest = _latest with { Whole = objects.Values.FirstOrDefault(), Part = part };
        }

        if (part.State == FeedState.Blocked)
        {
            Publish();
        }
        else
        {
            _timer.Due();
        }
    }

    private void OnEvents(ImmutableDictionary<string, JsonElement> events, FeedPart part)
    {
        lock (_gate)
        {
            _events = events;
            _latest = _latest with { EventsPart = part };
        }

        _timer.Due();
    }

    private void Publish()
    {
        lock (_gate)
        {
            _timer.Done();
            var uid = _latest.Whole.At("metadata").Text("uid");
            _latest = _latest with
            {
                Events = [.. _events.Values.Where(json => ObjectEvent.IsAbout(json, uid, Place.Name)).Select(ObjectEvent.Read).OrderByDescending(said => said.Last)],
            };
            Snapshots.Publish(_latest);
        }
    }
}
