using System.Collections.Immutable;
using Sallyport.Access.Enforcement;
using Sallyport.Access.Policy;
using Sallyport.Access.Requests;

namespace Sallyport.Access.Decisions;

/// <summary>The organization's policy, compiled: immutable, held in memory, asked once a request.</summary>
public sealed class AccessSnapshot
{
    private const int MostNamespaces = 500;

    private readonly CompiledPolicy _policy;

    private AccessSnapshot(PolicyDocument document)
    {
        Document = document;
        (_policy, Problems) = PolicyCompiler.Compile(document);
    }

    internal CompiledPolicy Policy => _policy;

    /// <summary>What it was compiled from.</summary>
    public PolicyDocument Document { get; }

    /// <summary>
    /// What could not be compiled, one sentence each. A broken part that would grant is left out; one that would restrict
    /// holds everywhere.
    /// </summary>
    public IReadOnlyList<string> Problems { get; }

    /// <summary>Compiles a document. A broken part opens nothing and is told in <see cref="Problems"/>.</summary>
    public static AccessSnapshot Compile(PolicyDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        return new AccessSnapshot(document);
    }

    /// <summary>Decides one request of one user at one cluster. Pure; allocates nothing where it allows.</summary>
    /// <param name="user">Who asks.</param>
    /// <param name="cluster">The cluster that is asked.</param>
    /// <param name="request">What is asked.</param>
    /// <param name="now">When.</param>
    /// <param name="mayCreate">
    /// Whether the request may make an object that is not there, so that <c>create</c> is decided as well: true for a PATCH
    /// with the apply content type. A PUT of a kind that PUT may create is known without it.
    /// </param>
    public Decision Decide(string user, ClusterView cluster, KubernetesRequest request, DateTimeOffset now, bool mayCreate = false)
    {
        ArgumentNullException.ThrowIfNull(cluster);
        ArgumentNullException.ThrowIfNull(request);
        return Find(user) is { } known
            ? Decider.Decide(_policy, known, cluster, request, now, mayCreate)
            : new Decision { By = DecidedBy.Nothing, Place = "" };
    }

    /// <summary>Whether the user administers the organization.</summary>
    public bool IsOrganizationAdmin(string user, DateTimeOffset now) => Find(user) is { } known && IsOrganizationAdmin(known, now);

    /// <summary>
    /// Whether the user has any assignment that reaches into the cluster. To whom has none, a cluster is answered like one
    /// that is not there.
    /// </summary>
    public bool IsMember(string user, ClusterView cluster, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(cluster);
        return Find(user) is { } known && Decider.IsMember(known, cluster, now);
    }

    /// <summary>When the next assignment, setting or delegation expires after <paramref name="now"/>; null when none does.</summary>
    public DateTimeOffset? NextExpiry(DateTimeOffset now) => Document.Assignments.Select(assignment => assignment.Expires)
        .Concat(Document.Settings.Select(setting => setting.Expires))
        .Concat(Document.Delegations.Select(delegation => delegation.Expires))
        .Where(expires => expires > now)
        .Min();

    /// <summary>The sentence a refusal says: what was refused, by which role or setting, and how to ask.</summary>
    public string Explain(string user, ClusterView cluster, KubernetesRequest request, in Decision decision, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(cluster);
        ArgumentNullException.ThrowIfNull(request);
        return new RefusalText(_policy, Document, cluster, request, now, OrganizationAdmins(now)).Of(Find(user), decision);
    }

    /// <summary>
    /// Where a list or a watch over all namespaces is refused: the namespaces that it would be answered in one by one, in order;
    /// no more than a refusal can say.
    /// </summary>
    public ImmutableArray<string> AnsweredIn(string user, ClusterView cluster, KubernetesRequest request, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(cluster);
        ArgumentNullException.ThrowIfNull(request);
        return request.IsResource && request.Verb is "list" or "watch" && Find(user) is { } known && Asked.Of(cluster, request, mayCreate: false).Reach == Reach.AllNamespaces
            ? [.. cluster.Namespaces.Keys.Where(ns => Decider.Decide(_policy, known, cluster, request.In(ns), now, mayCreate: false).Allowed)
                .Order(StringComparer.Ordinal).Take(MostNamespaces)]
            : [];
    }

    /// <summary>All that was weighed for a request: every assignment, the settings it met, and the guardrails, a sentence each.</summary>
    public IReadOnlyList<string> Weigh(string user, ClusterView cluster, KubernetesRequest request, DateTimeOffset now, bool mayCreate = false)
    {
        ArgumentNullException.ThrowIfNull(cluster);
        ArgumentNullException.ThrowIfNull(request);
        return Find(user) is { } known && request.IsResource
            ? WeighedText.Of(_policy, known, cluster, Asked.Of(cluster, request, mayCreate), request.ProxyPath, now)
            : [];
    }

    /// <summary>The groups that a cluster must know so that everything this policy allows there can be impersonated.</summary>
    public WantedSet WantedFor(ClusterView cluster, string epoch, long generation, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(cluster);
        var (roles, groups, commands) = new WantedGroups(_policy, cluster, now).Collect();
        return new WantedSet(epoch, generation, roles, groups) { Commands = commands };
    }

    /// <summary>The user's rights in a namespace, as SelfSubjectRulesReview lists them: truthful, and incomplete for custom kinds.</summary>
    public SubjectRules RulesFor(string user, ClusterView cluster, string ns, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(cluster);
        return Find(user) is { } known ? SubjectRulesReview.Of(_policy, known, cluster, ns, now) : new SubjectRules([], []);
    }

    /// <summary>The role of that name, built in or custom; null when there is none that can be read.</summary>
    internal Role? RoleNamed(string name) => _policy.Roles.GetValueOrDefault(name);

    internal CompiledUser? Find(string user) =>
        user is not null && _policy.Users.TryGetValue(user, out var known) && !known.User.Disabled ? known : null;

    private static bool IsOrganizationAdmin(CompiledUser user, DateTimeOffset now)
    {
        foreach (var assignment in user.Assignments)
        {
            if (assignment.Role.AdministersOrganization && assignment.Assignment.Scope.Kind == ScopeKind.Organization && assignment.IsLive(now))
            {
                return true;
            }
        }

        return false;
    }

    internal ImmutableArray<string> OrganizationAdmins(DateTimeOffset now) =>
    [
        .. _policy.Users.Values
            .Where(user => !user.User.Disabled && IsOrganizationAdmin(user, now))
            .Select(user => user.User.Name)
            .Order(StringComparer.Ordinal)
            .Take(3),
    ];
}
