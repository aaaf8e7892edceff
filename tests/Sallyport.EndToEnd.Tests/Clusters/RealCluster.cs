using System.Text;
using Sallyport.EndToEnd.Tests.Clients;

namespace Sallyport.EndToEnd.Tests.Clusters;

/// <summary>The cluster that <c>SALLYPORT_E2E_KUBECONFIG</c> names, with two namespaces of this run's own in it.</summary>
internal sealed class RealCluster : IAsyncDisposable
{
    /// <summary>What a hub calls a cluster that its demo attaches.</summary>
    public const string Name = "real";

    private RealCluster(string kubeconfig, string suffix)
    {
        Kubeconfig = kubeconfig;
        // The demo's project holds shop-*, in every cluster.
        Shop = $"shop-{suffix}";
        Other = $"other-{suffix}";
        Admin = new Kubectl(Kubectl.Oldest, kubeconfig, context: null);
    }

    public string Kubeconfig { get; }

    /// <summary>The namespace that people work in.</summary>
    public string Shop { get; }

    /// <summary>Somebody else's namespace.</summary>
    public string Other { get; }

    /// <summary>kubectl straight to kube-apiserver, as its administrator: no Sallyport in between.</summary>
    public Kubectl Admin { get; }

    /// <summary>The cluster with its sample workloads running; null where this machine names none.</summary>
    public static async Task<RealCluster?> FindAsync()
    {
        if (Machine.Kubeconfig is not { } given)
        {
            return null;
        }

        var cluster = new RealCluster(await CopyAsync(given), Guid.NewGuid().ToString("N")[..6]);
        await cluster.ApplyAsync("kinds.yaml");
        (await cluster.Admin.RunAsync(
            "wait", "--for=condition=Established", "crd/widgets.e2e.sallyport.example", "--timeout=60s")).Succeeded();
        await cluster.ApplyAsync("workloads.yaml");
        if ((await cluster.Admin.RunAsync("get", "nodes", "-o", "name")).Succeeded().Output.Length == 0)
        {
            // A control plane alone: what needs no pod can be asked all the same.
            return cluster;
        }

        foreach (var place in new[] { cluster.Shop, cluster.Other })
        {
            (await cluster.Admin.RunAsync("-n", place, "wait", "--for=condition=Ready", "pod", "--all", "--timeout=80s")).Succeeded();
        }

        return cluster;
    }

    public async Task ApplyAsync(string sample)
    {
        var path = Path.Combine(AppContext.BaseDirectory, "Samples", sample);
        var text = (await File.ReadAllTextAsync(path))
            .Replace("SHOP", Shop, StringComparison.Ordinal)
            .Replace("OTHER", Other, StringComparison.Ordinal)
            .Replace("IMAGE", Machine.Image, StringComparison.Ordinal);
        (await Admin.RunAsync(Encoding.UTF8.GetBytes(text), "apply", "-f", "-")).Succeeded();
    }

    public async ValueTask DisposeAsync()
    {
        await Admin.RunAsync("delete", "namespace", Shop, Other, "--wait=false");
        Directory.Delete(Path.GetDirectoryName(Kubeconfig)!, recursive: true);
    }

    /// <summary>The current context alone, under the name that the hub is to call the cluster.</summary>
    private static async Task<string> CopyAsync(string kubeconfig)
    {
        var copy = Path.Combine(Directory.CreateTempSubdirectory("sallyport-e2e-").FullName, "kubeconfig");
        var kubectl = new Kubectl(Kubectl.Oldest, kubeconfig, context: null);
        var text = (await kubectl.RunAsync("config", "view", "--raw", "--minify", "--flatten")).Succeeded().Output;
        var context = (await kubectl.RunAsync("config", "current-context")).Succeeded().Output.Trim();
        await File.WriteAllTextAsync(copy, text);
        if (context != Name)
        {
            (await new Kubectl(Kubectl.Oldest, copy, context: null).RunAsync("config", "rename-context", context, Name)).Succeeded();
        }

        return copy;
    }
}
