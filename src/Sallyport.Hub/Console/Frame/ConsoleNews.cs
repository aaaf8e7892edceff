using Sallyport.Access.Decisions;
using Sallyport.Hub.Fleet;
using Sallyport.Hub.Policy;

namespace Sallyport.Hub.Console.Frame;

/// <summary>
/// Tells an open page that something changed which it may have to show. It says nothing of what: whoever hears it asks
/// again, and is answered by their own rights.
/// </summary>
/// <remarks>Raised on the pool, one at a time for each page and never on the thread that brings the news to the streams.</remarks>
internal sealed class ConsoleNews : IDisposable
{
    private readonly PolicySource _policy;
    private readonly ClusterRegistry _clusters;

    public ConsoleNews(PolicySource policy, ClusterRegistry clusters)
    {
        (_policy, _clusters) = (policy, clusters);
        _policy.Changed += OnPolicyChanged;
        _clusters.Changed += OnFleetChanged;
        _clusters.Removed += OnFleetChanged;
    }

    /// <summary>Another policy is in force.</summary>
    public event Action? PolicyChanged;

    /// <summary>A cluster came, went, or told something of itself.</summary>
    public event Action? FleetChanged;

    public void Dispose()
    {
        _policy.Changed -= OnPolicyChanged;
        _clusters.Changed -= OnFleetChanged;
        _clusters.Removed -= OnFleetChanged;
    }

    private void OnPolicyChanged(AccessSnapshot snapshot) => ThreadPool.QueueUserWorkItem(_ => PolicyChanged?.Invoke());

    private void OnFleetChanged(FleetCluster cluster) => ThreadPool.QueueUserWorkItem(_ => FleetChanged?.Invoke());
}
