using Sallyport.Access.Policy;

namespace Sallyport.Hub.Gateway;

/// <summary>What must be on disk in the audit before it happens: changes, shells and Secrets.</summary>
internal static class Weighty
{
    public static bool Is(Exchange exchange, Verdict verdict)
    {
        var request = exchange.Request!;
        return verdict.Decision.Capability != Capability.None
            || exchange.Upgrade is not null
            || (request.Verb is not ("get" or "list" or "watch" or "head") && !Reviews.IsReview(request))
            || request is { ApiGroup: "", Resource: "secrets" };
    }
}
