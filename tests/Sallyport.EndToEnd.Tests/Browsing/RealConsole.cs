using Sallyport.Console.Tests.Browsing;
using Sallyport.EndToEnd.Tests.Clusters;
using Sallyport.EndToEnd.Tests.Hubs;

namespace Sallyport.EndToEnd.Tests.Browsing;

/// <summary>A hub whose agent is at the real cluster, and a browser for its people. Its own: the links that sign them in are good for one browser.</summary>
public sealed class RealConsole : IAsyncLifetime
{
    private RealCluster? _cluster;
    private Hub? _hub;
    private ConsoleBrowser? _browser;

    internal RealCluster Cluster => _cluster ?? throw Machine.Lacks($"SALLYPORT_E2E_KUBECONFIG names no cluster; {Machine.HowToGetCluster}");

    internal Hub Hub => _hub ?? throw new InvalidOperationException("not started");

    internal ConsoleBrowser Browser => _browser ?? throw new InvalidOperationException("not started");

    public async ValueTask InitializeAsync()
    {
        _cluster = Directory.Exists(Machine.KubectlFolder) ? await RealCluster.FindAsync() : null;
        if (_cluster is not null)
        {
            _ = Chromium.Path();
            _hub = await Hub.StartAsync("--kubeconfig", _cluster.Kubeconfig);
            _browser = await ConsoleBrowser.StartAsync(_hub.Place.Console, () => _hub.Process.Said);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        if (_hub is not null)
        {
            await _hub.DisposeAsync();
        }

        if (_cluster is not null)
        {
            await _cluster.DisposeAsync();
        }
    }
}
