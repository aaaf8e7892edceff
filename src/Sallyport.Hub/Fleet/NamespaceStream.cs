using System.Text.Json;
using Sallyport.Tunnel.Protocol;

namespace Sallyport.Hub.Fleet;

/// <summary>Follows the namespaces that an agent reports, for as long as its tunnel lives.</summary>
internal sealed class NamespaceStream(ClusterRegistry clusters, TimeProvider time)
{
    private const int LongestLine = 16 * 1024 * 1024;

    /// <summary>Reads until the stream ends. <paramref name="first"/> completes with the first whole set.</summary>
    public async Task FollowAsync(
        FleetCluster cluster, HttpMessageInvoker invoker, TaskCompletionSource first, CancellationToken cancellationToken)
    {
        using var request = AgentSession.Control(HttpMethod.Get, TunnelProtocol.NamespacesPath);
        using var response = await invoker.SendAsync(request, cancellationToken);
        response.EnsureSuccessStatusCode();
        await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
        await foreach (var line in JsonLines.ReadAsync(body, LongestLine, cancellationToken))
        {
            var report = JsonSerializer.Deserialize(line.Span, TunnelJson.Default.NamespaceReport)
                ?? throw new JsonException("An empty namespace report.");
            cluster.Seen(time.GetUtcNow());
            if (report is { Type: NamespaceReport.Sync, Namespaces: { } namespaces })
            {
                cluster.Learn(FactsCheck.Checked(namespaces));
                clusters.Tell(cluster);
                first.TrySetResult();
            }
        }
    }
}
