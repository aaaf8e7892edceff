using System.Runtime.CompilerServices;
using Sallyport.Hub.Console.Entrance;
using Sallyport.Hub.Console.Feeds.Calls;
using Sallyport.Hub.Console.Feeds.Kinds;

namespace Sallyport.Hub.Console.Search.Finding;

/// <summary>
/// Finds objects by name in all clusters, as the person whose page it is: each list is a call like any other, decided and
/// audited. A search is bounded in calls, in time and in what it keeps, and ends when nobody waits for it any more.
/// </summary>
internal sealed class ObjectSearch(ClusterRoads roads, KindBook kinds, TimeProvider time)
{
    private volatile SearchMemory _memory = new(time);

    public ObjectSearch(ConsoleRoads roads, TimeProvider time)
        : this(roads.To, roads.Kinds, time)
    {
    }

    /// <summary>What is found, growing until all was looked through.</summary>
    /// <param name="scope">Where to look.</param>
    /// <param name="words">What for.</param>
    /// <param name="cancellationToken">Ends the search, quietly.</param>
    public async IAsyncEnumerable<SearchSnapshot> FindAsync(SearchScope scope, SearchWords words, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var run = new SearchRun(scope, words, _memory, roads, kinds, time);

        // Off the caller's synchronization context: reading must not wait for a page to be drawn, nor drawing for it.
        var work = Task.Run(() => run.WorkAsync(end.Token), CancellationToken.None);
        try
        {
            await foreach (var found in run.Snapshots.FollowAsync(cancellationToken))
            {
                yield return found;
                if (found.IsOver)
                {
                    await work.ConfigureAwait(cancellationToken.IsCancellationRequested ? ConfigureAwaitOptions.SuppressThrowing : ConfigureAwaitOptions.None);
                    break;
                }
            }
        }
        finally
        {
            await end.CancelAsync();
            await work.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Access may have changed: nothing of what was found counts any longer.</summary>
    public void Forget() => _memory = new SearchMemory(time);
}
