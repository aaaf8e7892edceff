using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Sallyport.Hub.Storage;
using Sallyport.Tunnel.Accepting;

namespace Sallyport.Hub.Fleet;

/// <summary>Which agents are connected, and whether another one may come in.</summary>
internal sealed class AgentRegistry(
    IDbContextFactory<SallyportDbContext> store, ClusterRegistry clusters, TimeProvider time, ILogger<AgentRegistry> log)
{
    private static readonly TimeSpan AnswersWithin = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<Guid, AgentConnection> _connections = new();

    /// <summary>
    /// Null when the agent may come in, else why not. A second agent of a cluster is refused while the first one answers:
    /// a stolen key must not be handed other people's requests. A silent first one gives way.
    /// </summary>
    public async ValueTask<string?> AdmitAsync(AgentIdentity agent, string address, CancellationToken cancellationToken)
    {
        if (!await IsEnrolledAsync(agent, cancellationToken))
        {
            log.AgentRefused(address, "its certificate is of no cluster that is enrolled now");
            return "The certificate is of no cluster that is enrolled now; the agent must join anew.";
        }

        if (!_connections.TryGetValue(agent.ClusterId, out var first))
        {
            return null;
        }

        if (await AnswersAsync(first, cancellationToken))
        {
            log.SecondAgentRefused(agent.ClusterName, address);
            return "Another agent of this cluster is connected and answers.";
        }

        log.AgentReplaced(agent.ClusterName);
        first.Abort("it no longer answered, and a new connection took its place");
        _connections.TryRemove(KeyValuePair.Create(agent.ClusterId, first));
        return null;
    }

    /// <summary>False when another agent of the cluster was faster.</summary>
    public bool TryEnter(AgentConnection connection) => _connections.TryAdd(connection.Identity.ClusterId, connection);

    public void Leave(AgentConnection connection) =>
        _connections.TryRemove(KeyValuePair.Create(connection.Identity.ClusterId, connection));

    /// <summary>Cuts a cluster's agent off, whether it is in step already or not.</summary>
    public void Cut(Guid clusterId, string reason)
    {
        if (_connections.TryGetValue(clusterId, out var connection))
        {
            connection.Abort(reason);
        }
    }

    /// <summary>Whether the agent with a certificate of that serial number is the one that is connected.</summary>
    public bool IsConnected(Guid clusterId, string serial) =>
        _connections.TryGetValue(clusterId, out var connection) && connection.Identity.Certificate.SerialNumber == serial;

    /// <summary>Whether an agent's certificate belongs to the enrolment that is in force.</summary>
    public async Task<bool> IsEnrolledAsync(AgentIdentity agent, CancellationToken cancellationToken)
    {
        if (clusters.Find(agent.ClusterId) is null)
        {
            return false;
        }

        await using var database = await store.CreateDbContextAsync(cancellationToken);
        var serial = await database.Clusters
            .Where(cluster => cluster.Id == agent.ClusterId && cluster.RemovedAt == null)
            .Select(cluster => cluster.AgentCertificateSerial)
            .SingleOrDefaultAsync(cancellationToken);
        return serial is not null && SerialNumber.SameEnrolment(serial, agent.Certificate.SerialNumber);
    }

    private async Task<bool> AnswersAsync(AgentConnection connection, CancellationToken cancellationToken)
    {
        if (connection.Closed.IsCompleted)
        {
            return false;
        }

        using var patience = new CancellationTokenSource(AnswersWithin, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            await AgentSession.ReadFactsAsync(connection.Invoker, either.Token);
            return true;
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException or JsonException or OperationCanceledException or ObjectDisposedException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return false;
        }
    }
}
