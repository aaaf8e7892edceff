using Sallyport.Hub.Console.Feeds.Calls;
using Sallyport.Hub.Console.Feeds.Objects;

namespace Sallyport.Hub.Console.Actions;

/// <summary>One action on several objects: what was asked, how far it is, and how each fared. It outlives the rows that it takes away.</summary>
public sealed class BulkWork : IDisposable
{
    private const int AtOnce = 4;

    private readonly Func<string, ClusterApi> _api;
    private readonly TimeProvider _time;
    private CancellationTokenSource _end = new();
    private readonly Lock _gate = new();
    private readonly Dictionary<ObjectPlace, string?> _outcomes = [];

    /// <param name="api">Where calls go, by cluster.</param>
    /// <param name="time">The clock.</param>
    internal BulkWork(Func<string, ClusterApi> api, TimeProvider time) => (_api, _time) = (api, time);

    /// <summary>Something of it changed; raised on whichever thread it did.</summary>
    internal event Action? Changed;

    /// <summary>The action; null while nothing is asked.</summary>
    internal ClusterAction? Action { get; private set; }

    /// <summary>The objects, in the order they were chosen.</summary>
    internal IReadOnlyList<ObjectPlace> Places { get; private set; } = [];

    /// <summary>Whether it was stopped before all were done.</summary>
    internal bool Stopped { get; private set; }

    /// <summary>Whether nothing more of it is to come.</summary>
    internal bool Ended => Began && (Stopped || Outcomes.Count == Places.Count);

    /// <summary>Whether it has begun.</summary>
    internal bool Began { get; private set; }

    /// <summary>How each that is done fared: null for well, or else the sentence of who refused it.</summary>
    internal IReadOnlyDictionary<ObjectPlace, string?> Outcomes
    {
        get
        {
            lock (_gate)
            {
                return new Dictionary<ObjectPlace, string?>(_outcomes);
            }
        }
    }

    /// <summary>Asks whether an action is meant.</summary>
    internal void Ask(ClusterAction action, IReadOnlyList<ObjectPlace> places)
    {
        if (Began && !Ended)
        {
            return;
        }

        (Action, Places, Began, Stopped) = (action, places, false, false);
        lock (_gate)
        {
            _outcomes.Clear();
        }

        Changed?.Invoke();
    }

    /// <summary>Puts it away.</summary>
    internal void Close()
    {
        (Action, Places, Began, Stopped) = (null, [], false, false);
        Changed?.Invoke();
    }

    /// <summary>Does it, a few at a time; one that is refused keeps none of the others back.</summary>
    /// <param name="replicas">How many replicas, where that is the question.</param>
    internal async Task DoAsync(int replicas)
    {
        if (Action is not { } action || Began)
        {
            return;
        }

        Began = true;
        _end.Dispose();
        _end = new CancellationTokenSource();
        var end = _end.Token;
        Changed?.Invoke();
        try
        {
            await Parallel.ForEachAsync(Places, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = end }, async (place, stop) =>
            {
                var refused = await TryAsync(action, new ActionCall(place, _time.GetUtcNow()) { Replicas = replicas }, stop);
                lock (_gate)
                {
                    _outcomes[place] = refused;
                }

                Changed?.Invoke();
            });
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            Stopped = true;
            Changed?.Invoke();
        }
    }

    /// <summary>Begins no more of them.</summary>
    internal void Stop() => _end.Cancel();

    /// <inheritdoc/>
    public void Dispose()
    {
        _end.Cancel();
        _end.Dispose();
    }

    private async Task<string?> TryAsync(ClusterAction action, ActionCall call, CancellationToken cancellationToken)
    {
        try
        {
            await _api(call.Place.Cluster).WriteAsync(action.Write(call), cancellationToken);
            return null;
        }
        catch (ClusterProblemException problem)
        {
            return problem.Problem.Message;
        }
    }
}
