using Sallyport.Access.Requests;
using Sallyport.Hub.Fleet;
using Sallyport.Hub.Policy;

namespace Sallyport.Hub.Gateway;

/// <summary>Asks the policy of this moment: once when a request arrives, and again whenever its lease is looked at.</summary>
internal sealed class Decider(PolicySource policy, TimeProvider time)
{
    private const int PolicyRetrySeconds = 2;

    /// <summary>Said when the policy's version could not be confirmed: no answer is better than an old one.</summary>
    public Refusal? Freshness => policy.IsFresh ? null : Refusal.Unavailable(
        "The hub cannot confirm that it knows the current access policy, so it answers nothing until it can.", PolicyRetrySeconds);

    public Verdict Decide(string user, FleetCluster cluster, KubernetesRequest request, bool mayCreate)
    {
        var snapshot = policy.Current;
        var view = cluster.View;
        var now = time.GetUtcNow();
        var decision = snapshot.Decide(user, view, request, now, mayCreate);
        var refusal = decision.Allowed ? null : Refusal.Forbidden(
            snapshot.Explain(user, view, request, decision, now),
            request.IsResource ? new RefusalSubject(request.ApiGroup, request.Resource, request.Name) : null) with
        {
            AnsweredIn = snapshot.AnsweredIn(user, view, request, now),
        };
        return new Verdict(snapshot, cluster, view, decision, refusal);
    }

    /// <summary>Whether the user may know that the cluster exists.</summary>
    public bool IsMember(string user, FleetCluster cluster) =>
        policy.Current.IsMember(user, cluster.View, time.GetUtcNow());

    /// <summary>Whether a verdict still rests on what is known now.</summary>
    public bool IsCurrent(Verdict verdict) =>
        ReferenceEquals(verdict.Snapshot, policy.Current) && ReferenceEquals(verdict.View, verdict.Cluster.View);
}
