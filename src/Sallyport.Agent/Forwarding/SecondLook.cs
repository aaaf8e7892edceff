using Microsoft.Extensions.Primitives;
using Sallyport.Access.Enforcement;
using Sallyport.Access.Requests;
using Sallyport.Agent.Reconciling;

namespace Sallyport.Agent.Forwarding;

/// <summary>
/// The second door. The hub has decided; the agent trusts none of it and looks again, from the bytes up, before it lends the
/// forwarder's rights: the request must read the same, the identity must be one of ours, the ceiling must hold.
/// </summary>
internal sealed class SecondLook(Ceiling ceiling, OwnNamespace own, AppliedGroups applied)
{
    /// <summary>Looks at one request: either what to send and as whom, or why not.</summary>
    public Look At(string method, string rawTarget, StringValues user, StringValues group)
    {
        var parsed = RequestParser.Parse(method, rawTarget);
        if (!parsed.Understood)
        {
            return Look.Refused(Refusal.NotUnderstood($"The agent does not understand the request: {parsed.Refusal}"));
        }

        var request = parsed.Request;
        if (!string.Equals(request.Target, rawTarget, StringComparison.Ordinal))
        {
            return Look.Refused(Refusal.NotUnderstood("The request's target is not in the one form that the agent accepts."));
        }

        if (user.Count != 1 || !IdentityHeaders.IsUser(user[0]))
        {
            return Look.Refused(Refusal.Forbidden("The agent impersonates only users with the prefix sallyport: and a plain name."));
        }

        if (group.Count != 1 || !IdentityHeaders.IsGroup(group[0], out var named))
        {
            return Look.Refused(Refusal.Forbidden("The agent impersonates exactly one group, of the form that Sallyport writes."));
        }

        if (!named.Justifies(request))
        {
            return Look.Refused(Refusal.Forbidden("The group that the hub named is not one for such a request: it is for another place or for something else."));
        }

        // Whether the group may do something is asked under the group itself; nothing of what it may do is in the answer.
        var used = IsReview(request) ? GroupVariant.Member : named.Variant;
        if (used == GroupVariant.KeysOnly && !IsRedactable(request))
        {
            return Look.Refused(Refusal.Forbidden("A group that may see the keys of Secrets alone gets, lists and watches Secrets, and does nothing else."));
        }

        if (own.Check(request) is { } refusal)
        {
            return Look.Refused(refusal);
        }

        if (!ceiling.Allows(request, named.Variant))
        {
            return Look.Refused(Refusal.Forbidden($"It is above the ceiling '{ceiling}' that this cluster's owner set for the agent."));
        }

        if (!applied.Contains(group[0]!))
        {
            return Look.Refused(Refusal.NotYet("The cluster does not know this group yet: try again in a moment."));
        }

        if (used == GroupVariant.Commands && !applied.Allows(group[0]!, request.Exec))
        {
            return Look.Refused(Refusal.Forbidden(
                "The agent runs for this group listed commands alone, without a terminal and without input, and this is none of them."));
        }

        if (own.Narrow(request) is not { } narrowed)
        {
            return Look.Passed(request, user[0]!, group[0]!, used);
        }

        return narrowed.Understood
            ? Look.Passed(narrowed.Request, user[0]!, group[0]!, used)
            : Look.Refused(Refusal.NotUnderstood($"The request cannot leave the agent's own namespace out: {narrowed.Refusal}"));
    }

    private static bool IsReview(KubernetesRequest request) => request is
    {
        Verb: "create", ApiGroup: "authorization.k8s.io", Resource: "selfsubjectaccessreviews", Subresource: "", Namespace: "", Name: "",
    };

    /// <summary>What the redactor knows the answers of; a HEAD would tell a length.</summary>
    private static bool IsRedactable(KubernetesRequest request) => request is
    {
        Method: "GET", IsResource: true, ApiGroup: "", ApiVersion: "v1", Resource: "secrets", Subresource: "", Verb: "get" or "list" or "watch",
    };
}
