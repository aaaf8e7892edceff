using System.Collections.Frozen;
using Microsoft.EntityFrameworkCore;
using Sallyport.Access.Enforcement;
using Sallyport.Hub.Gateway;
using Sallyport.Hub.Storage;

namespace Sallyport.Hub.Fleet;

/// <summary>Enrolling, labelling and removing clusters, as the API and the demo do it. Who may is the caller's to ask.</summary>
internal sealed class ClusterDirectory(
    IDbContextFactory<SallyportDbContext> store, ClusterRegistry clusters, AgentRegistry agents, JoinInstructions instructions,
    TimeProvider time)
{
    public IEnumerable<FleetCluster> All => clusters.All;

    /// <exception cref="ClusterProblemException">There is none of that name.</exception>
    public FleetCluster Get(string name) =>
        clusters.Find(name) ?? throw new ClusterProblemException(ClusterProblemKind.NotFound, $"There is no cluster named {Shown(name)}.");

    /// <exception cref="ClusterProblemException">The name or a label cannot be, or the name is taken.</exception>
    public Task<JoinTicket> CreateAsync(
        string name, IReadOnlyDictionary<string, string> labels, Ceiling ceiling, CancellationToken cancellationToken) =>
        CreateAsync(name, labels, ceiling, constrained: false, cancellationToken);

    /// <inheritdoc cref="CreateAsync(string, IReadOnlyDictionary{string, string}, Ceiling, CancellationToken)"/>
    public async Task<JoinTicket> CreateAsync(
        string name, IReadOnlyDictionary<string, string> labels, Ceiling ceiling, bool constrained, CancellationToken cancellationToken)
    {
        if (!DnsLabel.IsValid(name))
        {
            throw new ClusterProblemException(
                ClusterProblemKind.Invalid,
                "A cluster's name is a DNS label: up to 63 lower-case letters, digits and '-', beginning and ending with a letter or digit.");
        }

        CheckLabels(labels);
        if (clusters.Find(name) is not null)
        {
            throw Taken(name);
        }

        var token = JoinToken.Make();
        var now = time.GetUtcNow();
        var record = new ClusterRecord
        {
            Id = Guid.NewGuid(),
            Name = name,
            Labels = ClusterLabels.Write(labels),
            JoinTokenHash = JoinToken.Hash(token),
            JoinTokenExpires = now + JoinToken.Life,
            CreatedAt = now,
        };
        await using (var database = await store.CreateDbContextAsync(cancellationToken))
        {
            database.Clusters.Add(record);
            try
            {
                await database.SaveChangesAsync(cancellationToken);
            }
            catch (DbUpdateException) when (clusters.Find(name) is not null)
            {
                throw Taken(name);
            }
        }

        var cluster = new FleetCluster(record.Id, name, ClusterLabels.Read(record.Labels), null);
        clusters.Add(cluster);
        return instructions.Write(cluster, token, now + JoinToken.Life, ceiling, constrained);
    }

    /// <summary>Sets labels; a null value takes one away.</summary>
    /// <param name="name">The cluster.</param>
    /// <param name="changes">The labels that change.</param>
    /// <param name="demand">Holds the cluster as it is against what the caller believes, and throws.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="ClusterProblemException">
    /// There is no such cluster, or a label cannot be, or another replica changed them at the same moment.
    /// </exception>
    public async Task<FleetCluster> LabelAsync(
        string name, IReadOnlyDictionary<string, string?> changes, Action<FleetCluster> demand, CancellationToken cancellationToken)
    {
        var cluster = Get(name);
        demand(cluster);
        var before = ClusterLabels.Write(cluster.View.Labels);
        var labels = new Dictionary<string, string>(cluster.View.Labels, StringComparer.Ordinal);
        foreach (var (key, value) in changes)
        {
            labels.Remove(key);
            if (value is not null)
            {
                labels[key] = value;
            }
        }

        CheckLabels(labels);
        var written = ClusterLabels.Write(labels);
        await using var database = await store.CreateDbContextAsync(cancellationToken);
        // Of two at once, the second has not seen what the first one did.
        if (await database.Clusters.Where(c => c.Id == cluster.Id && c.Labels == before)
            .ExecuteUpdateAsync(set => set.SetProperty(c => c.Labels, written), cancellationToken) == 0)
        {
            throw new ClusterProblemException(ClusterProblemKind.Conflict, $"The labels of cluster {cluster.Name} were changed at the same moment. Try again.");
        }

        clusters.Relabel(cluster, labels.ToFrozenDictionary(StringComparer.Ordinal));
        return cluster;
    }

    /// <summary>A new join token. The agent that held the cluster's certificates until now is cut off.</summary>
    /// <exception cref="ClusterProblemException">There is no such cluster.</exception>
    public Task<JoinTicket> RejoinAsync(string name, Ceiling ceiling, CancellationToken cancellationToken) =>
        RejoinAsync(name, ceiling, constrained: false, cancellationToken);

    /// <inheritdoc cref="RejoinAsync(string, Ceiling, CancellationToken)"/>
    public async Task<JoinTicket> RejoinAsync(string name, Ceiling ceiling, bool constrained, CancellationToken cancellationToken)
    {
        var cluster = Get(name);
        var token = JoinToken.Make();
        var hash = JoinToken.Hash(token);
        DateTimeOffset? expires = time.GetUtcNow() + JoinToken.Life;
        await using var database = await store.CreateDbContextAsync(cancellationToken);
        await database.Clusters.Where(c => c.Id == cluster.Id).ExecuteUpdateAsync(
            set => set
                .SetProperty(c => c.JoinTokenHash, hash)
                .SetProperty(c => c.JoinTokenExpires, expires)
                .SetProperty(c => c.JoinTokenUsed, (DateTimeOffset?)null)
                .SetProperty(c => c.AgentCertificateSerial, "")
                .SetProperty(c => c.AgentCertificateThumbprint, ""),
            cancellationToken);
        agents.Cut(cluster.Id, "The cluster was told to join anew.");
        return instructions.Write(cluster, token, expires.Value, ceiling, constrained);
    }

    /// <summary>Takes a cluster out of the fleet and cuts its tunnel; the answer says what to delete in the cluster.</summary>
    /// <exception cref="ClusterProblemException">There is no such cluster.</exception>
    public async Task<string> RemoveAsync(string name, CancellationToken cancellationToken)
    {
        var cluster = Get(name);
        DateTimeOffset? now = time.GetUtcNow();
        await using var database = await store.CreateDbContextAsync(cancellationToken);
        await database.Clusters.Where(c => c.Id == cluster.Id).ExecuteUpdateAsync(
            set => set
                .SetProperty(c => c.RemovedAt, now)
                .SetProperty(c => c.JoinTokenHash, (byte[]?)null)
                .SetProperty(c => c.AgentCertificateSerial, "")
                .SetProperty(c => c.AgentCertificateThumbprint, ""),
            cancellationToken);
        clusters.Remove(cluster);
        agents.Cut(cluster.Id, "The cluster was removed.");
        return JoinInstructions.HowToDelete(cluster);
    }

    private static void CheckLabels(IEnumerable<KeyValuePair<string, string>> labels)
    {
        if (ClusterLabels.Problem(labels) is { } problem)
        {
            throw new ClusterProblemException(ClusterProblemKind.Invalid, problem);
        }
    }

    private static ClusterProblemException Taken(string name) =>
        new(ClusterProblemKind.Conflict, $"There is a cluster named {name} already.");

    // A name that is not one is not said back: the answer may be shown in a terminal.
    private static string Shown(string name) => DnsLabel.IsValid(name) ? name : "that";
}
