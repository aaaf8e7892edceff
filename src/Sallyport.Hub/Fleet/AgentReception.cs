using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Sallyport.Access.Requests;
using Sallyport.Hub.Policy;
using Sallyport.Hub.Storage;
using Sallyport.Tunnel.Accepting;
using Sallyport.Tunnel.Protocol;

namespace Sallyport.Hub.Fleet;

/// <summary>Brings a connected agent in step and holds its session until the tunnel ends.</summary>
internal sealed class AgentReception(
    ClusterRegistry clusters, AgentRegistry agents, PolicySource policy, Generations generations,
    IDbContextFactory<SallyportDbContext> store, TimeProvider time, ILoggerFactory logs)
{
    private readonly ILogger _log = logs.CreateLogger<AgentReception>();

    public async Task ServeAsync(AgentConnection connection, CancellationToken stopping)
    {
        if (clusters.Find(connection.Identity.ClusterId) is not { } cluster || !agents.TryEnter(connection))
        {
            connection.Abort("another agent of the cluster was faster, or the cluster was removed");
            return;
        }

        using var over = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        _ = connection.Closed.ContinueWith(_ => over.CancelAsync(), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        try
        {
            // Asked once more, now that a rejoin or a removal would find the connection: no such word falls between.
            if (!await agents.IsEnrolledAsync(connection.Identity, over.Token))
            {
                connection.Abort("its certificate lost its force while it connected");
                return;
            }

            await ConverseAsync(cluster, connection, over.Token);
        }
        catch (OperationCanceledException)
        {
            // The tunnel ended, or the hub stops.
        }
        catch (Exception broken) when (broken is HttpRequestException or IOException or JsonException or InvalidDataException or FormatException)
        {
            connection.Abort($"the agent could not be understood: {VisibleText.Ascii(broken.Message)}");
        }
        catch (Exception failure)
        {
            _log.SessionFailed(failure, cluster.Name);
            connection.Abort("the hub failed at the agent's session");
        }
        finally
        {
            agents.Leave(connection);
            await SayGoodbyeAsync(cluster, connection);
        }
    }

    private async Task ConverseAsync(FleetCluster cluster, AgentConnection connection, CancellationToken cancellationToken)
    {
        var facts = FactsCheck.Checked(await AgentSession.ReadFactsAsync(connection.Invoker, cancellationToken));
        cluster.Learn(facts);
        await KeepFactsAsync(cluster, facts, cancellationToken);

        var wanted = new WantedSync(cluster, policy, generations, time, logs.CreateLogger<WantedSync>());
        var session = new AgentSession(cluster, connection, wanted);
        var namespaces = new NamespaceStream(clusters, time);
        var namespacesKnown = NewSignal();
        var following = namespaces.FollowAsync(cluster, connection.Invoker, namespacesKnown, cancellationToken);
        await FirstOf(namespacesKnown.Task, following);

        var inStep = NewSignal();
        var syncing = wanted.RunAsync(connection.Invoker, inStep, cancellationToken);
        await FirstOf(inStep.Task, following, syncing);

        cluster.Attach(session, time.GetUtcNow());
        // What changed between the first wanted set and this moment was told to nobody.
        wanted.Touch();
        _log.AgentConnected(cluster.Name, facts.AgentVersion, facts.KubernetesVersion, facts.Ceiling);
        clusters.Tell(cluster);
        try
        {
            await await Task.WhenAny(following, syncing);
            connection.Abort("the agent ended its namespace stream");
        }
        finally
        {
            cluster.Detach(session, time.GetUtcNow());
        }
    }

    private async Task SayGoodbyeAsync(FleetCluster cluster, AgentConnection connection)
    {
        connection.Abort("the session ended");
        _log.AgentAway(cluster.Name, await connection.Closed);
        DateTimeOffset? seen = time.GetUtcNow();
        await using var database = await store.CreateDbContextAsync();
        await database.Clusters.Where(c => c.Id == cluster.Id)
            .ExecuteUpdateAsync(set => set.SetProperty(c => c.LastSeen, seen));
    }

    private async Task KeepFactsAsync(FleetCluster cluster, AgentFacts facts, CancellationToken cancellationToken)
    {
        var json = JsonSerializer.Serialize(facts, TunnelJson.Default.AgentFacts);
        DateTimeOffset? seen = time.GetUtcNow();
        await using var database = await store.CreateDbContextAsync(cancellationToken);
        await database.Clusters.Where(c => c.Id == cluster.Id).ExecuteUpdateAsync(
            set => set.SetProperty(c => c.Facts, json).SetProperty(c => c.LastSeen, seen), cancellationToken);
    }

    /// <summary>Waits for a signal, or for the failure of what should give it.</summary>
    private static async Task FirstOf(Task signal, params Task[] work)
    {
        var first = await Task.WhenAny([signal, .. work]);
        await first;
        if (first != signal)
        {
            throw new IOException("the agent ended a stream that should go on");
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
