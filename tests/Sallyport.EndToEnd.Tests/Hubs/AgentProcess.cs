using System.Text.Json.Nodes;
using Sallyport.EndToEnd.Tests.Clusters;
using Sallyport.EndToEnd.Tests.Running;

namespace Sallyport.EndToEnd.Tests.Hubs;

/// <summary>An agent outside its cluster, run by exactly the command that the hub prints when the cluster is added.</summary>
internal sealed class AgentProcess : IAsyncDisposable
{
    private static readonly TimeSpan JoinLimit = TimeSpan.FromSeconds(60);
    private readonly Func<Task<string?>> _state;
    private readonly string[] _arguments;
    private readonly IReadOnlyDictionary<string, string?>? _environment;
    private RunningProcess _process;

    private AgentProcess(Func<Task<string?>> state, string[] arguments, IReadOnlyDictionary<string, string?>? environment)
    {
        _state = state;
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
        return await StartAsync(
            hub.Place,
            added,
            cluster,
            async () => StateIn(await hub.Api.AskAsync(HttpMethod.Get, "/api/v1/clusters"), name),
            gatewayPort,
            environment);
    }

    /// <summary>Starts the agent of a cluster that was added, and waits until the hub calls it online.</summary>
    /// <param name="place">The hub's.</param>
    /// <param name="added">What the hub said when the cluster was added.</param>
    /// <param name="cluster">The cluster itself.</param>
    /// <param name="state">Asks what the hub calls it.</param>
    /// <param name="gatewayPort">Where the agent finds the hub, when something stands between.</param>
    /// <param name="environment">Proxy variables and the like.</param>
    public static async Task<AgentProcess> StartAsync(
        HubPlace place,
        JsonNode added,
        RealCluster cluster,
        Func<Task<string?>> state,
        int? gatewayPort = null,
        IReadOnlyDictionary<string, string?>? environment = null)
    {
        var data = Directory.CreateDirectory(Path.Combine(place.Data, $"agent-{added["cluster"]!["name"]}")).FullName;
        var printed = ((string)added["agentCommand"]!).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        printed[0].Should().Be("sallyport-agent");
        var agent = new AgentProcess(
            state,
            [.. printed[1..].Select(word => word switch
            {
                "FILE" => cluster.Kubeconfig,
                "DIR" => data,
                _ when word.EndsWith(".crt", StringComparison.Ordinal) => place.CertificateAuthority,
                _ when gatewayPort is { } port => word.Replace($":{place.GatewayPort}", $":{port}", StringComparison.Ordinal),
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
        (await Eventually.FindAsync(async () => await _state() is "online" and var state ? state : null, JoinLimit))
            .Should().NotBeNull("the agent should have come: {0}", _process.Describe().Replace('{', '(').Replace('}', ')'));

    public async ValueTask DisposeAsync() => await _process.DisposeAsync();

    /// <summary>What a list of clusters says of one of them.</summary>
    public static string? StateIn(JsonNode clusters, string name) =>
        (string?)clusters.AsArray().Single(cluster => (string?)cluster!["name"] == name)!["state"];

    private RunningProcess Run() =>
        RunningProcess.Start("dotnet", [Repository.Program("Sallyport.Agent", "sallyport-agent"), .. _arguments], _environment);
}
