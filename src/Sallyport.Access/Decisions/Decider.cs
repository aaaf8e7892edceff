using Sallyport.Access.Enforcement;
using Sallyport.Access.Policy;
using Sallyport.Access.Requests;

namespace Sallyport.Access.Decisions;

/// <summary>One decision: assignments grant, settings hold read-only roles back, guardrails and the ceiling cut last.</summary>
internal static class Decider
{
    public static Decision Decide(CompiledPolicy policy, CompiledUser user, ClusterView cluster, KubernetesRequest request, DateTimeOffset now, bool mayCreate)
    {
        if (MemberRequests.Contains(request))
        {
            return IsMember(user, cluster, now)
                ? new Decision { Allowed = true, By = DecidedBy.Membership, Variant = GroupVariant.Member, Place = "" }
                : Nothing;
        }

        var asked = request.IsResource ? Asked.Of(cluster, request, mayCreate) : default;
        var decision = request.IsResource ? ByAssignments(policy, user, cluster, asked, now) : ByPath(user, cluster, request, now);
        if (!decision.Allowed)
        {
            return decision;
        }

        var against = request.IsResource
            ? GuardrailAgainst(policy, user, cluster, asked, request.ProxyPath, now)
            : GuardrailAgainst(policy, user, cluster, request);
        if (against is { } guardrail)
        {
            return decision with { Allowed = false, By = DecidedBy.Guardrail, Guardrail = guardrail };
        }

        return cluster.Ceiling.Allows(request, decision.Variant) ? decision : decision with { Allowed = false, By = DecidedBy.Ceiling };
    }

    public static bool IsMember(CompiledUser user, ClusterView cluster, DateTimeOffset now)
    {
        foreach (var assignment in user.Assignments)
        {
            if (assignment.Sieve.MayReach(cluster) && assignment.IsLive(now) && assignment.Scope.Reaches(cluster))
            {
                return true;
            }
        }

        return false;
    }

    private static Decision Nothing => new() { By = DecidedBy.Nothing, Place = "" };

    public static Decision ByAssignments(CompiledPolicy policy, CompiledUser user, ClusterView cluster, in Asked asked, DateTimeOffset now)
    {
        var best = Nothing with { Capability = asked.Capability };
        var prefersOpen = asked.Capability == Capability.Secrets && cluster.Ceiling.Allows(GroupVariant.Secrets);
        if (!asked.Action.HasKnownVerb)
        {
            return best;
        }

        // An assignment that does not hold in the namespace, or in the whole cluster where all of it is asked for, says nothing of the request,
        // be it an allow or the reason for a refusal.
        var ns = asked.Reach switch
        {
            Reach.Namespace => NameSieve.Of(asked.Namespace),
            Reach.Cluster => NameSieve.All,
            _ => 0UL,
        };
        Role? judged = null;
        foreach (var assignment in user.Assignments)
        {
            if (ReferenceEquals(assignment.Role, judged))
            {
                continue;
            }

            if (!assignment.Sieve.MayHold(cluster, ns) || !assignment.IsLive(now) || !assignment.Scope.Reaches(cluster))
            {
                continue;
            }

            var decision = AssignmentJudge.Judge(policy.Settings, user, assignment, cluster, asked, now);
            if (decision.Allowed && (decision.Level == SettingLevel.Open || !prefersOpen))
            {
                return decision;
            }

            if (Closeness(decision) > Closeness(best))
            {
                best = decision;
            }

            // The same role says the same again wherever it holds, but of the cluster's own resources, where it matters how wide.
            if (decision.Assignment is not null && asked.Reach != Reach.Cluster)
            {
                judged = assignment.Role;
            }
        }

        return best;
    }

    /// <summary>
    /// Of several refusals the one is told that was closest to an allow; and keys alone are all there is only where no other
    /// assignment shows the values.
    /// </summary>
    private static int Closeness(in Decision decision) => decision switch
    {
        { Allowed: true } => 4,
        { By: DecidedBy.Setting, Level: SettingLevel.Limited } => 3,
        { By: DecidedBy.Setting } => 2,
        { Assignment: not null } => 1,
        _ => 0,
    };

    private static Decision ByPath(CompiledUser user, ClusterView cluster, KubernetesRequest request, DateTimeOffset now)
    {
        foreach (var assignment in user.Assignments)
        {
            if (assignment.Sieve.MayHold(cluster, 0) && assignment.IsLive(now) && assignment.Scope.Covers(cluster) && PathRules.Allow(assignment.Role, request.Verb, request.Path))
            {
                return new Decision
                {
                    Allowed = true,
                    By = DecidedBy.Assignment,
                    Assignment = assignment.Assignment,
                    Role = assignment.Role,
                    Variant = GroupVariant.Base,
                    Place = "",
                };
            }
        }

        return Nothing;
    }

    /// <summary>Asked of the person: the assignment that decides is the least that allows, and may be another of theirs.</summary>
    public static bool Administers(CompiledUser user, ClusterView cluster, DateTimeOffset now)
    {
        if (!user.MayAdminister)
        {
            return false;
        }

        foreach (var assignment in user.Assignments)
        {
            if (assignment.Role.AdministersOrganization && assignment.IsLive(now) && assignment.Scope.Covers(cluster))
            {
                return true;
            }
        }

        return false;
    }

    private static Guardrail? GuardrailAgainst(CompiledPolicy policy, CompiledUser user, ClusterView cluster, KubernetesRequest request)
    {
        foreach (var guardrail in policy.Guardrails)
        {
            if (guardrail.Scope.Sieve.MayReach(cluster) && PathRules.Catch(guardrail.Guardrail, request.Verb, request.Path)
                && guardrail.Scope.Covers(cluster, strict: true) && guardrail.HoldsFor(user))
            {
                return guardrail.Guardrail;
            }
        }

        return null;
    }

    private static Guardrail? GuardrailAgainst(CompiledPolicy policy, CompiledUser user, ClusterView cluster, in Asked asked, string proxyPath, DateTimeOffset now)
    {
        if (BuiltInGuardrails.Against(cluster, asked, Administers(user, cluster, now), proxyPath) is { } builtIn)
        {
            return builtIn;
        }

        var action = ActionSieve.Of(asked);
        var sieve = policy.GuardrailSieve;
        Span<ulong> found = sieve.Words <= Sieve<CompiledGuardrail>.WordsOnTheStack ? stackalloc ulong[Sieve<CompiledGuardrail>.WordsOnTheStack] : new ulong[sieve.Words];
        foreach (var guardrail in sieve.Sift(cluster.NameBits, action.Verbs, action.Resources, found))
        {
            if (GuardrailReach.Catches(guardrail.Guardrail, asked) && GuardrailReach.Touches(guardrail.Scope, cluster, asked) && guardrail.HoldsFor(user))
            {
                return guardrail.Guardrail;
            }
        }

        return null;
    }
}
