using Sallyport.EndToEnd.Tests.Clusters;

namespace Sallyport.EndToEnd.Tests.Doors;

/// <summary>The real cluster, for tests that put hubs and agents of their own before it.</summary>
public sealed class DoorsCluster : IAsyncLifetime
{
    private RealCluster? _real;

    /// <summary>The real cluster; without one the test is skipped.</summary>
    internal RealCluster Real => _real ?? throw Machine.Lacks($"SALLYPORT_E2E_KUBECONFIG names no cluster; {Machine.HowToGetCluster}");

    public async ValueTask InitializeAsync() => _real = Directory.Exists(Machine.KubectlFolder) ? await RealCluster.FindAsync() : null;

    public async ValueTask DisposeAsync()
    {
        if (_real is not null)
        {
            await _real.DisposeAsync();
        }
    }
}
