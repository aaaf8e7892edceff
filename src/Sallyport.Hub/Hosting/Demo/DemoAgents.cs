using Sallyport.Access.Enforcement;
using Sallyport.Agent.Cluster;
using Sallyport.Agent.Hosting;
using Sallyport.Demo;
using Sallyport.Hub.Fleet;
using Sallyport.Hub.Gateway;

namespace Sallyport.Hub.Hosting.Demo;

/// <summary>The demo's clusters and the agents in front of them; they join like any others, over the network.</summary>
internal sealed class DemoAgents(IServiceProvider services, DemoOptions options) : IAsyncDisposable
{
    private readonly ClusterDirectory _directory = services.GetRequiredService<ClusterDirectory>();
    private readonly ClusterRegistry _clusters = services.GetRequiredService<ClusterRegistry>();
    private readonly TimeProvider _time = services.GetRequiredService<TimeProvider>();
    private readonly List<IAsyncDisposable> _running = [];
    private readonly List<IAsyncDisposable> _leaving = [];

    /// <summary>Starts what is to be there; the answer names the clusters that will answer.</summary>
    public async Task<IReadOnlyList<string>> StartAsync(CancellationToken cancellationToken)
    {
        var present = new List<string>();
        foreach (var member in DemoFleetPlan.Make(options.Clusters, options.Away))
        {
            var ticket = await EnrolAsync(member.Name, member.Labels, cancellationToken);
            if (member.AgentAway && _clusters.Find(member.Name)?.LastSeen is not null)
            {
                continue;
            }

            var started = member.AgentAway ? _leaving : _running;
            var pods = present.Count == 0 ? options.PodsInFirst ?? options.Pods : options.Pods;
            var cluster = await DemoCluster.StartAsync(
                new DemoClusterOptions { Name = member.Name, Pods = pods, Seed = member.Seed, TimeProvider = _time }, cancellationToken);
            started.Add(cluster);
            started.Add(await JoinAsync(
                member.Name, ticket,
                KubernetesEndpoint.WithToken(cluster.Endpoint, cluster.ForwarderToken),
                KubernetesEndpoint.WithToken(cluster.Endpoint, cluster.ReconcilerToken),
                DemoCluster.AgentNamespace, cancellationToken));
            present.Add(member.Name);
        }

        if (options.Kubeconfig is { } kubeconfig)
        {
            var name = RealCluster.NameOf(kubeconfig, options.Context);
            var endpoint = RealCluster.Load(kubeconfig, options.Context, _time);
            var ticket = await EnrolAsync(name, new Dictionary<string, string>(StringComparer.Ordinal), cancellationToken);
            _running.Add(await JoinAsync(name, ticket, endpoint, endpoint, "", cancellationToken));
            present.Add(name);
        }

        return present;
    }

    public async Task WaitUntilInStepAsync(IReadOnlyList<string> present, TimeSpan patience, CancellationToken cancellationToken)
    {
        using var over = new CancellationTokenSource(patience, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(over.Token, cancellationToken);
        foreach (var name in present)
        {
            while (_clusters.Find(name)?.Session is null)
            {
                try
                {
                    await Task.Delay(TimeSpan.FromMilliseconds(20), _time, either.Token);
                }
                catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
                {
                    throw new StartFailure($"Cluster {name} does not answer; the log above says why.");
                }
            }
        }
    }

    /// <summary>Takes away the agents that the fleet shows as away.</summary>
    public async Task SendAwayAsync(CancellationToken cancellationToken)
    {
        await EndAsync(_leaving);
        cancellationToken.ThrowIfCancellationRequested();
    }

    public async ValueTask DisposeAsync()
    {
        // The agents would wait for what runs, and then cut it without a word.
        services.GetRequiredService<LeaseKeeper>().EndAll();
        await EndAsync(_leaving);
        await EndAsync(_running);
    }

    /// <summary>All at once, since each gives its running answers a moment; the agents before what they stand in front of.</summary>
    private static async Task EndAsync(List<IAsyncDisposable> parts)
    {
        var ending = parts.ToLookup(part => part is AgentHost);
        parts.Clear();
        await Task.WhenAll(ending[true].Select(agent => agent.DisposeAsync().AsTask()));
        await Task.WhenAll(ending[false].Select(cluster => cluster.DisposeAsync().AsTask()));
    }

    /// <summary>A join token where the agent still needs one; null where it has its certificate from an earlier start.</summary>
    private async Task<string?> EnrolAsync(string name, IReadOnlyDictionary<string, string> labels, CancellationToken cancellationToken)
    {
        if (_clusters.Find(name) is null)
        {
            return (await _directory.CreateAsync(name, labels, Ceiling.Admin, cancellationToken)).Token;
        }

        return File.Exists(Path.Combine(AgentFolder(name), "agent.pem"))
            ? null
            : (await _directory.RejoinAsync(name, Ceiling.Admin, cancellationToken)).Token;
    }

    private Task<AgentHost> JoinAsync(
        string name, string? token, KubernetesEndpoint forwarder, KubernetesEndpoint reconciler, string agentNamespace,
        CancellationToken cancellationToken) => AgentHost.StartAsync(
            new AgentOptions
            {
                Hub = services.GetRequiredService<GatewayAddress>().Uri,
                HubAuthorities = [services.GetRequiredService<CertificateAuthorities>().Server.Certificate],
                JoinToken = token,
                DataFolder = AgentFolder(name),
                Forwarder = forwarder,
                Reconciler = reconciler,
                Ceiling = Ceiling.Admin,
                Namespace = agentNamespace,
                Clock = _time,
            },
            services.GetRequiredService<ILoggerFactory>(),
            cancellationToken);

    private string AgentFolder(string name) => Path.Combine(options.Data, "agents", name);
}
