using Sallyport.Access.Enforcement;
using Sallyport.Access.Policy;
using Sallyport.Access.Requests;

namespace Sallyport.Access.Decisions;

/// <summary>The organization's policy, compiled: immutable, held in memory, asked once a request.</summary>
public sealed class AccessSnapshot
{
    private AccessSnapshot(PolicyDocument document) => Document = document;

    /// <summary>What it was compiled from.</summary>
    public PolicyDocument Document { get; }

    /// <summary>Compiles a document. A broken part opens nothing: it is left out and told in <see cref="Problems"/>.</summary>
    public static AccessSnapshot Compile(PolicyDocument document) => new(document);

    /// <summary>What could not be compiled, one sentence each.</summary>
    public IReadOnlyList<string> Problems { get; } = [];

    /// <summary>Decides one request of one user at one cluster. Pure; allocates nothing where it allows.</summary>
    /// <param name="user">Who asks.</param>
    /// <param name="cluster">The cluster that is asked.</param>
    /// <param name="request">What is asked.</param>
    /// <param name="now">When.</param>
    /// <param name="mayCreate">
    /// Whether the request may make an object that is not there, so that <c>create</c> is decided as well: true for a PATCH
    /// with the apply content type. A PUT of a kind that PUT may create is known without it.
    /// </param>
    public Decision Decide(string user, ClusterView cluster, KubernetesRequest request, DateTimeOffset now, bool mayCreate = false) =>
        throw new NotSupportedException();

    /// <summary>Whether the user administers the organization.</summary>
    public bool IsOrganizationAdmin(string user, DateTimeOffset now) => throw new NotSupportedException();

    /// <summary>Whether the user has any assignment that reaches into the cluster.</summary>
    public bool IsMember(string user, ClusterView cluster, DateTimeOffset now) => throw new NotSupportedException();

    /// <summary>When the next assignment or setting expires after <paramref name="now"/>; null when none does.</summary>
    public DateTimeOffset? NextExpiry(DateTimeOffset now) => throw new NotSupportedException();

    /// <summary>The sentence a refusal says: what was refused, by which role or setting, and how to ask.</summary>
    public string Explain(string user, ClusterView cluster, KubernetesRequest request, in Decision decision, DateTimeOffset now) => throw new NotSupportedException();

    /// <summary>All that was weighed for a request: every assignment, the settings it met, and the guardrails, a sentence each.</summary>
    public IReadOnlyList<string> Weigh(string user, ClusterView cluster, KubernetesRequest request, DateTimeOffset now, bool mayCreate = false) =>
        throw new NotSupportedException();

    /// <summary>The groups that a cluster must know so that everything this policy allows there can be impersonated.</summary>
    public WantedSet WantedFor(ClusterView cluster, string epoch, long generation, DateTimeOffset now) => throw new NotSupportedException();

    /// <summary>The user's rights in a namespace, as SelfSubjectRulesReview lists them: truthful, and incomplete for custom kinds.</summary>
    public SubjectRules RulesFor(string user, ClusterView cluster, string ns, DateTimeOffset now) => throw new NotSupportedException();
}
