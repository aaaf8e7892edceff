using System.Collections.Concurrent;
using Sallyport.Agent.Cluster;

namespace Sallyport.Agent.Reconciling;

/// <summary>
/// Asks kube-apiserver itself whether it authorizes the changed groups as wanted: its authorizer reads from a cache that
/// trails its store, so a written binding is not yet one that works.
/// </summary>
internal sealed class GroupConfirmation(KubernetesApi api, TimeProvider time)
{
    private const int AtOnce = 16;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(25);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(400);

    /// <summary>The groups that are confirmed within ten seconds.</summary>
    public async Task<IReadOnlyCollection<string>> ConfirmAsync(
        IReadOnlyCollection<GroupProbe> probes, CancellationToken cancellationToken)
    {
        var confirmed = new ConcurrentBag<string>();
        var open = probes;
        var started = time.GetTimestamp();
        var pause = FirstPause;
        while (open.Count > 0)
        {
            var still = new ConcurrentBag<GroupProbe>();
            await Parallel.ForEachAsync(
                open,
                new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
                async (probe, ct) =>
                {
                    if (await AnswersAsync(probe, ct))
                    {
                        confirmed.Add(probe.Group);
                    }
                    else
                    {
                        still.Add(probe);
                    }
                });
            open = still;
            if (open.Count == 0 || time.GetElapsedTime(started) >= Patience)
            {
                break;
            }

            await Task.Delay(pause, time, cancellationToken);
            pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
        }

        return confirmed;
    }

    private async Task<bool> AnswersAsync(GroupProbe probe, CancellationToken cancellationToken)
    {
        var answer = await api.PostAsync(
            "/apis/authorization.k8s.io/v1/subjectaccessreviews",
            new AccessReview { Spec = probe.Spec },
            KubernetesJson.Default.AccessReview,
            cancellationToken);
        return answer.Status?.Allowed == probe.Expected;
    }
}
