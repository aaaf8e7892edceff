using Sallyport.Access.Enforcement;
using Sallyport.Agent.Cluster;
using Sallyport.Tunnel.Protocol;

namespace Sallyport.Agent.Reconciling;

/// <summary>
/// Keeps the ClusterRoles and bindings of the wanted groups in step: at each new wanted set, when the cluster's resources
/// change, and every half minute against drift. One pass at a time; a pass that finds everything as wanted writes nothing.
/// </summary>
internal sealed partial class Reconciler(
    ReconcilerPass pass, ClusterDiscovery discovery, WantedState state, TimeProvider time, ILogger<Reconciler> logger) : IDisposable
{
    private static readonly TimeSpan Drift = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(2);
    private readonly SemaphoreSlim _one = new(1);
    private volatile WantedAck? _last;

    /// <summary>Takes a wanted set and returns when the cluster answers as it wants, or says what it does not.</summary>
    public async Task<WantedAck> TakeAsync(WantedSet wanted, CancellationToken cancellationToken)
    {
        if (!state.TryTake(wanted))
        {
            LogStale(logger, wanted.Generation);
            if (_last is { } last)
            {
                return last;
            }
        }

        return await PassAsync(cancellationToken);
    }

    /// <summary>Repairs drift until it is told to stop.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            var changed = discovery.Changed.Next;
            try
            {
                await changed.WaitAsync(pass.HasUnconfirmed ? Soon : Drift, time, cancellationToken);
            }
            catch (TimeoutException)
            {
            }
            catch (OperationCanceledException)
            {
                return;
            }

            try
            {
                if (state.Current is not null)
                {
                    await PassAsync(cancellationToken);
                }
            }
            catch (Exception e) when (e is KubernetesApiException or KubernetesUnavailableException)
            {
                LogFailed(logger, e.Message);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
        }
    }

    public void Dispose() => _one.Dispose();

    private async Task<WantedAck> PassAsync(CancellationToken cancellationToken)
    {
        await _one.WaitAsync(cancellationToken);
        try
        {
            // A later set may have come while this one waited: then that one is brought in step, and acknowledged.
            var wanted = state.Current!;
            var resources = await discovery.GetAsync(cancellationToken);
            var problems = await pass.RunAsync(wanted, resources, cancellationToken);
            var ack = new WantedAck(
                wanted.Epoch, wanted.Generation, [.. problems.Select(p => new GroupProblem(p.Key, p.Value))]);
            if (_last?.Generation != ack.Generation || _last.Epoch != ack.Epoch || _last.Problems.Count != ack.Problems.Count)
            {
                LogInStep(logger, ack.Generation, wanted.Groups.Length, ack.Problems.Count);
            }

            _last = ack;
            return ack;
        }
        finally
        {
            _one.Release();
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The wanted set of generation {Generation} is older than the one in force: ignored")]
    private static partial void LogStale(ILogger logger, long generation);

    [LoggerMessage(Level = LogLevel.Information, Message = "In step with generation {Generation}: {Groups} groups, {Problems} problems")]
    private static partial void LogInStep(ILogger logger, long generation, int groups, int problems);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Keeping roles and bindings in step failed; again shortly: {Problem}")]
    private static partial void LogFailed(ILogger logger, string problem);
}
