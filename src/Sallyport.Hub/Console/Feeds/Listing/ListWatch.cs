using System.Text.Json;
using Sallyport.Hub.Console.Feeds.Calls;
using Sallyport.Hub.Console.Feeds.Kinds;

namespace Sallyport.Hub.Console.Feeds.Listing;

/// <summary>
/// Keeps up with one collection: lists it in pages, watches from there, and goes on after every interruption for as long
/// as it is asked to. What one may no longer see is dropped at once.
/// </summary>
internal sealed class ListWatch(ClusterApi api, ListTarget target, IListReader reader, FeedPace pace)
{
    private const int PageSize = 500;
    private static readonly TimeSpan BlockedPause = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan ShortLife = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Overtime = TimeSpan.FromSeconds(30);

    private readonly Backoff _backoff = new();
    private ResourceType _type = target.Type;

    /// <summary>Runs until cancelled; or until it is refused in a way that <paramref name="givesUp"/> says the caller takes up.</summary>
    public async Task<ClusterProblem?> RunAsync(Predicate<ClusterProblem> givesUp, CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            var lookAgain = pace.LookAgain.Next;
            ClusterProblem problem;
            try
            {
                var version = await ListAsync(cancellationToken);
                await WatchAsync(version, cancellationToken);
                continue;
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                break;
            }
            catch (ClusterProblemException fault)
            {
                problem = fault.Problem;
            }
            catch (Exception fault) when (fault is JsonException or InvalidOperationException)
            {
                // Text that is no Unicode is an InvalidOperationException to the JSON reader.
                problem = api.Unreadable();
            }
            catch (Exception fault) when (ClusterApi.IsConnection(fault, cancellationToken))
            {
                problem = api.Unreachable(fault).Problem;
            }

            if (givesUp(problem))
            {
                return problem;
            }

            if (problem.Kind == ProblemKind.Absent && await ServedOtherwiseAsync(cancellationToken))
            {
                continue;
            }

            await WaitAsync(problem, lookAgain, cancellationToken);
        }

        return null;
    }

    private async Task<string> ListAsync(CancellationToken cancellationToken)
    {
        using var turn = await pace.ListTurnAsync(cancellationToken);
        reader.Begin();
        var metadata = ListMetadata.None;
        do
        {
            using var answer = await api.GetAsync(target.List(_type, reader.Query, PageSize, metadata.Continue), reader.Accept, cancellationToken);
            await using var body = await answer.Content.ReadAsStreamAsync(cancellationToken);
            using var page = new ListPage(reader);
            metadata = await page.ReadAsync(body, cancellationToken);
            reader.Flush();
            if (metadata.Continue.Length > 0)
            {
                reader.Tell(FeedState.Loading, remaining: metadata.Remaining);
            }
        }
        while (metadata.Continue.Length > 0);

        reader.End();
        reader.Tell(FeedState.Live);
        _backoff.Reset();
        return metadata.Version;
    }

    private async Task WatchAsync(string version, CancellationToken cancellationToken)
    {
        var backoff = new Backoff();
        while (true)
        {
            var life = TimeSpan.FromSeconds(300 + Random.Shared.Next(300));
            var began = pace.Time.GetTimestamp();
            using var stream = new WatchStream(api.Cluster, reader);
            ClusterProblem? lost = null;
            try
            {
                using var deadline = new CancellationTokenSource(life + Overtime, pace.Time);
                using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
                using var answer = await api.GetAsync(target.Watch(_type, reader.Query, version, life), reader.Accept, either.Token);
                await using var body = await answer.Content.ReadAsStreamAsync(either.Token);
                reader.Tell(FeedState.Live);
                await stream.ReadAsync(body, either.Token);
            }
            catch (ClusterProblemException fault) when (fault.Problem.Kind == ProblemKind.Expired)
            {
                return;
            }
            catch (ClusterProblemException fault) when (fault.Problem.Kind == ProblemKind.Away)
            {
                lost = fault.Problem;
            }
            catch (Exception fault) when (ClusterApi.IsConnection(fault, cancellationToken))
            {
                lost = api.Unreachable(fault).Problem;
            }

            version = stream.Version is { Length: > 0 } reached ? reached : version;
            if (pace.Time.GetElapsedTime(began) >= ShortLife)
            {
                backoff.Reset();
            }

            var pause = backoff.Next();
            if (lost is not null)
            {
                reader.Tell(FeedPart.StateOf(lost), lost, pace.Time.GetUtcNow() + pause);
            }

            await Task.Delay(pause, pace.Time, cancellationToken);
        }
    }

    private async Task<bool> ServedOtherwiseAsync(CancellationToken cancellationToken)
    {
        if (target.Resolve is null || await target.Resolve(api.Cluster, cancellationToken) is not { } other || other.Version == _type.Version)
        {
            return false;
        }

        _type = other;
        return true;
    }

    private async Task WaitAsync(ClusterProblem problem, Task lookAgain, CancellationToken cancellationToken)
    {
        if (problem.Kind == ProblemKind.Expired)
        {
            return;
        }

        var state = FeedPart.StateOf(problem);
        var pause = _backoff.Next();
        if (state is FeedState.Blocked or FeedState.Absent)
        {
            reader.Drop();
            pause = problem.EndedWatch ? pause : BlockedPause;
        }

        pause = problem.RetryAfter is { } asked && asked > pause ? asked : pause;
        reader.Tell(state, problem, state is FeedState.Blocked or FeedState.Absent ? null : pace.Time.GetUtcNow() + pause);
        await Signal.WaitAsync(lookAgain, pause, pace.Time, cancellationToken);
    }
}
