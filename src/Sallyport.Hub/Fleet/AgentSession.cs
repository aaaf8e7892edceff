using System.Net;
using System.Text.Json;
using Sallyport.Tunnel.Accepting;
using Sallyport.Tunnel.Protocol;

namespace Sallyport.Hub.Fleet;

/// <summary>One tunnel of one agent, from the moment it is in step to its end.</summary>
internal sealed class AgentSession(FleetCluster cluster, AgentConnection connection, WantedSync wanted)
{
    public FleetCluster Cluster => cluster;

    public HttpMessageInvoker Invoker => connection.Invoker;

    /// <summary>What the cluster has been told to know, and how far it is.</summary>
    public WantedSync Wanted => wanted;

    /// <summary>The most that an answer of an agent's own may take: what it says is kept in memory.</summary>
    public const int LongestAnswer = 4 * 1024 * 1024;

    public static async Task<AgentFacts> ReadFactsAsync(HttpMessageInvoker invoker, CancellationToken cancellationToken)
    {
        using var request = Control(HttpMethod.Get, TunnelProtocol.FactsPath);
        using var response = await invoker.SendAsync(request, cancellationToken);
        response.EnsureSuccessStatusCode();
        await response.Content.LoadIntoBufferAsync(LongestAnswer, cancellationToken);
        await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
        return await JsonSerializer.DeserializeAsync(body, TunnelJson.Default.AgentFacts, cancellationToken)
            ?? throw new JsonException("The agent said nothing of itself.");
    }

    public static HttpRequestMessage Control(HttpMethod method, string path) => new(method, TunnelUri.Control(path))
    {
        Version = HttpVersion.Version20,
        VersionPolicy = HttpVersionPolicy.RequestVersionExact,
    };
}
