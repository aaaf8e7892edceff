using Sallyport.Access.Decisions;
using Sallyport.Access.Policy;
using Sallyport.Access.Requests;

namespace Sallyport.Hub.Api;

/// <summary>Holds a policy against cases, wherever each of them applies.</summary>
internal sealed class PolicyCases
{
    /// <summary>Nobody can have such a name, so nobody's rights are mistaken for theirs.</summary>
    private const string Stand = "a member of ";

    private readonly AccessSnapshot _snapshot;
    private readonly IReadOnlyList<ClusterView> _clusters;
    private readonly DateTimeOffset _now;

    /// <param name="policy">The policy.</param>
    /// <param name="cases">All that will be asked: who is named by groups alone becomes somebody of just these groups.</param>
    /// <param name="clusters">The clusters there are.</param>
    /// <param name="now">When.</param>
    public PolicyCases(PolicyDocument policy, IEnumerable<PolicyCase> cases, IReadOnlyList<ClusterView> clusters, DateTimeOffset now)
    {
        var members = cases.Where(one => one.User is null).Select(one => one.Groups ?? [])
            .DistinctBy(Who, StringComparer.Ordinal).Select(groups => new PolicyUser(Who(groups), [.. groups]));
        _snapshot = AccessSnapshot.Compile(policy with { Users = [.. policy.Users, .. members] });
        (_clusters, _now) = (clusters, now);
    }

    public PolicyCaseResult Ask(PolicyCase asked)
    {
        var user = asked.User ?? Who(asked.Groups ?? []);
        if (!_snapshot.Document.Users.Any(known => known.Name == user))
        {
            return new PolicyCaseResult(Passed: false, Asked: 0, Reason: $"There is no user {user}.");
        }

        var count = 0;
        foreach (var cluster in _clusters.Where(cluster => Glob.Matches(asked.Cluster ?? "*", cluster.Name)))
        {
            foreach (var ns in Namespaces(cluster, asked.Namespace))
            {
                count++;
                var action = AskedAction.Of(asked.Verb, asked.Group, asked.Resource, asked.Subresource, ns, asked.Name);
                if (_snapshot.Decide(user, cluster, action, _now) is var decision && decision.Allowed != asked.Allowed)
                {
                    return new PolicyCaseResult(false, count, cluster.Name, ns.Length == 0 ? null : ns, Reason(user, cluster, action, decision));
                }
            }
        }

        return count > 0
            ? new PolicyCaseResult(Passed: true, count)
            : new PolicyCaseResult(false, 0, Reason: "No cluster and namespace there is what it speaks of, so that it says nothing.");
    }

    private string Reason(string user, ClusterView cluster, KubernetesRequest action, in Decision decision) => decision.Allowed
        ? decision.Role is { } role ? $"{role.Title} in {ScopeWords.Of(decision.Assignment!.Scope)} allows it." : "Every member of the cluster may."
        : _snapshot.Explain(user, cluster, action, decision, _now);

    /// <summary>A namespace without a wildcard is asked of though it is not there yet: nobody can say that of a pattern.</summary>
    private static IEnumerable<string> Namespaces(ClusterView cluster, string? asked) =>
        string.IsNullOrEmpty(asked) ? [""]
        : Glob.IsPattern(asked) ? cluster.Namespaces.Keys.Where(ns => ns != cluster.AgentNamespace && Glob.Matches(asked, ns)).Order(StringComparer.Ordinal)
        : [asked];

    private static string Who(IReadOnlyList<string> groups) => Stand + string.Join(", ", groups.Order(StringComparer.Ordinal));
}
