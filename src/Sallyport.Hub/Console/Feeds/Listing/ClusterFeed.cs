using Sallyport.Hub.Console.Feeds.Calls;
using Sallyport.Hub.Console.Feeds.Rows;

namespace Sallyport.Hub.Console.Feeds.Listing;

/// <summary>
/// One cluster's rows. All namespaces are asked for at once; where that is refused with the names of those that would be
/// answered, they are asked one by one and merged.
/// </summary>
internal sealed class ClusterFeed(ClusterApi api, FeedQuery query, KindResolver? resolve, RowStore store, FeedPace pace)
{
    /// <summary>Each namespace is a watch that stays open; the gateway allows a user some hundreds in a cluster.</summary>
    public const int MostNamespaces = 100;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        if (query.Type.Namespaced && !query.Namespaces.IsEmpty)
        {
            await Task.WhenAll(query.Namespaces.Distinct(StringComparer.Ordinal).Select(ns => RunPartAsync(ns, Never, cancellationToken)));
            return;
        }

        while (!cancellationToken.IsCancellationRequested &&
            await RunPartAsync(null, NamesNamespaces, cancellationToken) is { } refused)
        {
            await RunOneByOneAsync(refused, cancellationToken);
        }
    }

    private static bool Never(ClusterProblem problem) => false;

    private static bool NamesNamespaces(ClusterProblem problem) => problem is { Kind: ProblemKind.Blocked, Namespaces.IsEmpty: false };

    /// <summary>Runs until access has changed, so that all of them may be asked for at once, or others are to be asked.</summary>
    private async Task RunOneByOneAsync(ClusterProblem refused, CancellationToken cancellationToken)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var overflow = refused.Namespaces.Length > MostNamespaces ? Overflow(refused) : null;
        var closed = new Signal();
        var parts = Task.WhenAll(refused.Namespaces.Take(MostNamespaces).Select(ns => RunPartAsync(ns, problem =>
        {
            if (problem.Kind == ProblemKind.Blocked)
            {
                closed.Raise();
            }

            return false;
        }, end.Token)));
        try
        {
            ClusterProblem? now = refused;
            while (now is not null && now.Namespaces.SequenceEqual(refused.Namespaces))
            {
                await (await Task.WhenAny(pace.LookAgain.Next, closed.Next, Task.Delay(Timeout.Infinite, cancellationToken)));
                now = await AskAsync(refused, cancellationToken);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The caller's own condition ends it.
        }
        finally
        {
            await end.CancelAsync();
            await parts;
            if (overflow is not null)
            {
                store.Leave(overflow);
            }
        }
    }

    /// <summary>How all namespaces would be answered now: null where they would, or where the refusal names none.</summary>
    private async Task<ClusterProblem?> AskAsync(ClusterProblem before, CancellationToken cancellationToken)
    {
        try
        {
            var target = new ListTarget(query.Type, null);
            using var answer = await api.GetAsync(target.List(query.Type, "", 1, ""), ClusterApi.Json, cancellationToken);
            return null;
        }
        catch (ClusterProblemException fault)
        {
            return fault.Problem.Kind == ProblemKind.Blocked ? fault.Problem : before;
        }
    }

    private RowPart Overflow(ClusterProblem refused)
    {
        var part = new RowPart(api.Cluster, null);
        store.Add(part);
        store.Tell(part, part.State with
        {
            State = FeedState.Failed,
            Problem = new ClusterProblem(api.Cluster, ProblemKind.Failed,
                $"You may read {refused.Namespaces.Length} namespaces of cluster {api.Cluster} one by one; the first {MostNamespaces} are shown. Pick namespaces to see others."),
        });
        return part;
    }

    private async Task<ClusterProblem?> RunPartAsync(string? ns, Predicate<ClusterProblem> givesUp, CancellationToken cancellationToken)
    {
        var part = new RowPart(api.Cluster, ns);
        store.Add(part);
        try
        {
            var target = new ListTarget(query.Type, ns) { LabelSelector = query.LabelSelector, FieldSelector = query.FieldSelector, Resolve = resolve };
            var reader = new TableReader(api.Cluster, query.Type, part, store, new RowPools());
            return await new ListWatch(api, target, reader, pace).RunAsync(givesUp, cancellationToken);
        }
        finally
        {
            store.Leave(part);
        }
    }
}
