using Sallyport.EndToEnd.Tests.Clusters;

namespace Sallyport.EndToEnd.Tests.Hubs;

/// <summary>One hub with the embedded cluster and, where there is one, the real one: shared by tests that leave it as they found it.</summary>
public sealed class SharedHub : IAsyncLifetime
{
    private RealCluster? _real;
    private Hub? _hub;
    private Place? _demo;
    private Person? _reader;

    internal Hub Hub => _hub ?? throw new InvalidOperationException("not started");

    /// <summary>The real cluster; without one the test is skipped.</summary>
    internal RealCluster Real
    {
        get
        {
            if (_real is null)
            {
                throw Machine.Lacks($"SALLYPORT_E2E_KUBECONFIG names no cluster; {Machine.HowToGetCluster}");
            }

            return _real;
        }
    }

    /// <summary>Somebody who reads the whole organization.</summary>
    internal async Task<Person> ReaderAsync() =>
        _reader ??= await Hub.HireAsync("organization-read-only", Scopes.Organization());

    public async ValueTask InitializeAsync()
    {
        _real = Directory.Exists(Machine.KubectlFolder) ? await RealCluster.FindAsync() : null;
        _hub = await Hub.StartAsync(_real is null ? [] : ["--kubeconfig", _real.Kubeconfig]);
    }

    public async ValueTask DisposeAsync()
    {
        if (_hub is not null)
        {
            await _hub.DisposeAsync();
        }

        if (_real is not null)
        {
            await _real.DisposeAsync();
        }
    }

    /// <summary>A namespace of people's work in a cluster, by the cluster's name.</summary>
    internal async Task<Place> PlaceInAsync(string cluster)
    {
        if (cluster == RealCluster.Name)
        {
            return new Place(cluster, Real.Shop, Real.Other, "toolbox", "web", "db-password");
        }

        return _demo ??= new Place(
            cluster,
            "shop",
            (await NamesAsync("", "namespaces")).First(name => name != "shop"),
            (await NamesAsync("shop", "pods", "--field-selector", "status.phase=Running")).First(name => name.StartsWith("storefront-", StringComparison.Ordinal)),
            "storefront",
            (await NamesAsync("shop", "secrets"))[0]);
    }

    private async Task<string[]> NamesAsync(string place, params string[] what)
    {
        var listed = await Hub.Admin.Kubectl("demo").RunAsync(["-n", place, "get", .. what, "-o", "name"]);
        return [.. listed.Succeeded().Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line[(line.IndexOf('/') + 1)..])];
    }
}
