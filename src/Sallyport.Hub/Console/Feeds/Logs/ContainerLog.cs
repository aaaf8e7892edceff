using System.Globalization;
using System.Text;
using Sallyport.Hub.Console.Feeds.Calls;
using Sallyport.Hub.Console.Feeds.Kinds;
using Sallyport.Hub.Console.Feeds.Listing;

namespace Sallyport.Hub.Console.Feeds.Logs;

/// <summary>Reads one container's lines, through restarts and interruptions, until it has ended or the feed has.</summary>
internal sealed class ContainerLog(ClusterApi api, LogQuery query, LogSource source, LogIntake intake, FeedPace pace, Action<LogSourceStatus> tell)
{
    private static readonly TimeSpan BlockedPause = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(10);

    private readonly LogLineReader _reader = new(source, intake);
    private readonly Backoff _backoff = new();
    private readonly Signal _changed = new();
    private volatile PodContainer? _container;

    /// <summary>The container as its pod says now; null when the pod is gone.</summary>
    public PodContainer? Container
    {
        get => _container;
        set
        {
            _container = value;
            _changed.Raise();
        }
    }

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        string? read = null;
        while (!cancellationToken.IsCancellationRequested)
        {
            var (changed, lookAgain) = (_changed.Next, pace.LookAgain.Next);
            if (Container is not { } container)
            {
                Tell(LogSourceState.Ended, "The pod is gone.");
                return;
            }

            if (container.Run.Length == 0 || (container.Run == read && !container.Running))
            {
                Tell(container.Run.Length == 0 ? LogSourceState.Waiting : LogSourceState.Ended, container.Waiting);
                if (!query.Follow && container.Run.Length > 0)
                {
                    return;
                }

                await Signal.WaitAsync(changed, LongestWait, pace.Time, cancellationToken);
                continue;
            }

            try
            {
                Tell(LogSourceState.Reading, "");
                var lines = await ReadAsync(cancellationToken);
                read = container.Run;
                if (query.Previous || !query.Follow)
                {
                    Tell(LogSourceState.Ended, "");
                    return;
                }

                if (lines > 0)
                {
                    _backoff.Reset();
                }

                await Signal.WaitAsync(changed, _backoff.Next(), pace.Time, cancellationToken);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
            catch (ClusterProblemException fault)
            {
                if (!await WaitAsync(fault.Problem, changed, lookAgain, cancellationToken))
                {
                    return;
                }
            }
            catch (Exception fault) when (ClusterApi.IsConnection(fault, cancellationToken))
            {
                await WaitAsync(api.Unreachable(fault).Problem, changed, lookAgain, cancellationToken);
            }
        }
    }

    private void Tell(LogSourceState state, string message) => tell(new LogSourceStatus(source, state, message));

    private async Task<long> ReadAsync(CancellationToken cancellationToken)
    {
        _reader.Again();
        var lines = 0L;
        using var answer = await api.GetAsync(Target(), "*/*", cancellationToken);
        await using var body = await answer.Content.ReadAsStreamAsync(cancellationToken);
        using var splitter = new LineSplitter((line, isCut) =>
        {
            lines++;
            _reader.Take(line, isCut);
        });
        await splitter.ReadAsync(body, takeRest: !query.Follow, cancellationToken);
        return lines;
    }

    private string Target()
    {
        var target = new StringBuilder(ResourceType.Pods.Path(query.Namespace, source.Pod))
            .Append("/log?timestamps=true&container=").Append(Uri.EscapeDataString(source.Container));
        if (query.Previous)
        {
            target.Append("&previous=true");
        }
        else if (query.Follow)
        {
            target.Append("&follow=true");
        }

        if ((_reader.Resume ?? query.SinceTime) is { } since)
        {
            target.Append("&sinceTime=").Append(Uri.EscapeDataString(since.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)));
        }
        else if (query.Since is { } back)
        {
            target.Append(CultureInfo.InvariantCulture, $"&sinceSeconds={Math.Max(1, (long)back.TotalSeconds)}");
        }

        if (_reader.Resume is null && query.TailLines is { } tail)
        {
            target.Append(CultureInfo.InvariantCulture, $"&tailLines={tail}");
        }

        return target.ToString();
    }

    /// <summary>Says what is wrong and waits; false where it is not to be tried again.</summary>
    private async Task<bool> WaitAsync(ClusterProblem problem, Task changed, Task lookAgain, CancellationToken cancellationToken)
    {
        var state = problem.Kind switch
        {
            ProblemKind.Blocked or ProblemKind.SignedOut => LogSourceState.Blocked,
            ProblemKind.Away => LogSourceState.Reconnecting,

            // The kubelet says so of a container that has not begun, or has no earlier run.
            _ when problem.Code == 400 => query.Previous ? LogSourceState.Ended : LogSourceState.Waiting,
            _ => LogSourceState.Failed,
        };
        Tell(state, problem.Message);
        if (!query.Follow && state is LogSourceState.Ended or LogSourceState.Failed)
        {
            return false;
        }

        var pause = state == LogSourceState.Blocked ? BlockedPause : _backoff.Next();
        await Signal.WaitAsync(Task.WhenAny(lookAgain, state == LogSourceState.Blocked ? lookAgain : changed), pause, pace.Time, cancellationToken);
        return true;
    }
}
