using System.Text.Json.Nodes;
using Sallyport.EndToEnd.Tests.Clusters;
using Sallyport.EndToEnd.Tests.Running;

namespace Sallyport.EndToEnd.Tests.Hubs;

/// <summary>An agent outside its cluster, run by exactly the command that the hub prints when the cluster is added.</summary>
internal sealed class AgentProcess : IAsyncDisposable
{
    private static readonly TimeSpan JoinLimit = TimeSpan.FromSeconds(60);
    private readonly Hub _hub;
    private readonly string _name;
    private readonly string[] _arguments;
    private readonly IReadOnlyDictionary<string, string?>? _environment;
    private RunningProcess _process;

    private AgentProcess(Hub hub, string name, string[] arguments, IReadOnlyDictionary<string, string?>? environment)
    {
        _hub = hub;
        _name = name;
        _arguments = arguments;
        _environment = environment;
        _process = Run();
    }

    public string Said => _process.Describe();

    /// <summary>Adds a cluster to the hub, starts its agent and waits until the hub calls it online.</summary>
    /// <param name="hub">The hub.</param>
    /// <param name="name">What the hub is to call the cluster.</param>
    /// <param name="cluster">The cluster itself.</param>
    /// <param name="gatewayPort">Where the agent finds the hub, when something stands between.</param>
    /// <param name="environment">Proxy variables and the like.</param>
    public static async Task<AgentProcess> JoinAsync(
        Hub hub, string name, RealCluster cluster, int? gatewayPort = null, IReadOnlyDictionary<string, string?>? environment = null)
    {
        var added = await hub.Api.AskAsync(HttpMethod.Post, "/api/v1/clusters", new JsonObject { ["name"] = name, ["labels"] = new JsonObject() });
        var data = Directory.CreateDirectory(Path.Combine(hub.Place.Data, "agent-" + name)).FullName;
        var printed = ((string)added["agentCommand"]!).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        printed[0].Should().Be("sallyport-agent");
        var agent = new AgentProcess(
            hub,
            name,
            [.. printed[1..].Select(word => word switch
            {
                "FILE" => cluster.Kubeconfig,
                "DIR" => data,
                _ when word.EndsWith(".crt", StringComparison.Ordinal) => hub.Place.CertificateAuthority,
                _ when gatewayPort is { } port => word.Replace($":{hub.Place.GatewayPort}", $":{port}", StringComparison.Ordinal),
                _ => word,
            })],
            environment);
        await agent.OnlineAsync();
        return agent;
    }

    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync(JoinLimit);
    }

    /// <summary>The same command again: its token is used up, its certificate is in its folder.</summary>
    public async Task StartAgainAsync()
    {
        await _process.DisposeAsync();
        _process = Run();
        await OnlineAsync();
    }

    public async Task OnlineAsync() =>
        (await Eventually.FindAsync(async () => await StateAsync() == "online" ? _name : null, JoinLimit))
            .Should().NotBeNull("the agent should have come: {0}", _process.Describe().Replace('{', '(').Replace('}', ')'));

    public async ValueTask DisposeAsync() => await _process.DisposeAsync();

    private async Task<string?> StateAsync()
    {
        var clusters = await _hub.Api.AskAsync(HttpMethod.Get, "/api/v1/clusters");
        return (string?)clusters.AsArray().Single(cluster => (string?)cluster!["name"] == _name)!["state"];
    }

    private RunningProcess Run() =>
        RunningProcess.Start("dotnet", [Repository.Program("Sallyport.Agent", "sallyport-agent"), .. _arguments], _environment);
}
