using System.Text;
using Sallyport.Access.Enforcement;
using Sallyport.Access.Installation;
using Sallyport.EndToEnd.Tests.Clients;
using Sallyport.EndToEnd.Tests.Clusters;
using Sallyport.EndToEnd.Tests.Running;

namespace Sallyport.EndToEnd.Tests.Doors;

/// <summary>The agent's two accounts in a real cluster, with all that the manifest gives them, and no agent.</summary>
internal sealed class InstalledAccounts : IAsyncDisposable
{
    private const string ForwarderToken = "forwarder-token";
    private readonly RealCluster _cluster;
    private readonly string _folder = Directory.CreateTempSubdirectory("sallyport-e2e-").FullName;

    private InstalledAccounts(RealCluster cluster) => _cluster = cluster;

    public string Namespace { get; } = $"doors-{Guid.NewGuid().ToString("N")[..6]}";

    public string ForwarderKubeconfig => Path.Combine(_folder, AgentInstallation.Forwarder);

    public string ReconcilerKubeconfig => Path.Combine(_folder, AgentInstallation.Reconciler);

    /// <summary>kubectl as the account that may impersonate.</summary>
    public Kubectl Forwarder => new(Kubectl.Oldest, ForwarderKubeconfig, context: null);

    /// <summary>kubectl as the account that writes roles and bindings.</summary>
    public Kubectl Reconciler => new(Kubectl.Oldest, ReconcilerKubeconfig, context: null);

    public static async Task<InstalledAccounts> InstallAsync(RealCluster cluster, string ceiling)
    {
        var accounts = new InstalledAccounts(cluster);
        // Groups go by the same names whichever hub bound them: what an agent of another test left would answer for these.
        await accounts.SweepAsync();
        await accounts.ApplyAsync(ceiling);
        await accounts.SignInAsync(accounts.ForwarderKubeconfig, ForwarderToken);
        await accounts.SignInAsync(accounts.ReconcilerKubeconfig, $"{AgentInstallation.Reconciler}-token");
        return accounts;
    }

    /// <summary>Everything that the manifest or an agent left in the cluster; what stands in namespaces goes with them.</summary>
    public async ValueTask DisposeAsync()
    {
        await SweepAsync();
        (await _cluster.Admin.RunAsync("delete", "namespace", Namespace, "--wait=false")).Succeeded();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task SweepAsync()
    {
        (await _cluster.Admin.RunAsync("delete", "clusterrolebindings,clusterroles", "-l", "app.kubernetes.io/managed-by=sallyport")).Succeeded();
        (await _cluster.Admin.RunAsync("delete", "rolebindings", "-n", _cluster.Shop, "-l", "app.kubernetes.io/managed-by=sallyport")).Succeeded();
    }

    private async Task ApplyAsync(string ceiling)
    {
        var manifest = AgentManifest.Render(new AgentManifestValues
        {
            Cluster = "shop",
            Hub = new Uri("https://hub.example.com:6443"),
            HubCa = "none",
            JoinToken = "none",
            Image = "none",
            Ceiling = Ceiling.Parse(ceiling),
            Namespace = Namespace,
        });
        var documents = manifest.Split("\n---\n").Where(document => !document.Contains("kind: Deployment", StringComparison.Ordinal));
        // The forwarder's token comes to its pod by projection; for whoever stole it, a Secret does.
        var token = $"""
            apiVersion: v1
            kind: Secret
            type: kubernetes.io/service-account-token
            metadata:
              name: {ForwarderToken}
              namespace: {Namespace}
              annotations:
                kubernetes.io/service-account.name: {AgentInstallation.Forwarder}
            """;
        (await _cluster.Admin.RunAsync(Encoding.UTF8.GetBytes(string.Join("\n---\n", documents.Append(token))), "apply", "-f", "-")).Succeeded();
    }

    private async Task SignInAsync(string kubeconfig, string secret)
    {
        var token = await Eventually.FindAsync(
            async () => (await _cluster.Admin.RunAsync("get", "secret", secret, "-n", Namespace, "-o", "jsonpath={.data.token}")).Output is { Length: > 0 } found ? found : null,
            TimeSpan.FromSeconds(30));
        token.Should().NotBeNull("Kubernetes fills token Secrets");
        File.Copy(_cluster.Kubeconfig, kubeconfig);
        var kubectl = new Kubectl(Kubectl.Newest, kubeconfig, context: null);
        (await kubectl.RunAsync("config", "set-credentials", "account", $"--token={Encoding.UTF8.GetString(Convert.FromBase64String(token!))}")).Succeeded();
        (await kubectl.RunAsync("config", "set-context", "--current", "--user=account")).Succeeded();
    }
}
