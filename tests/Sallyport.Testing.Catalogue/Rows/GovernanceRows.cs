using static Sallyport.Testing.Catalogue.Answer;

namespace Sallyport.Testing.Catalogue.Rows;

/// <summary>Who changes what holds, when it ends, and what is written down.</summary>
internal static class GovernanceRows
{
    public static IReadOnlyList<AttackRow> All { get; } =
    [
        new(241, "every change of the organization, by every lesser role", Denied),
        new(242, "the last Organization Admin removed, demoted or disabled", Refused, Note: "there are no access requests yet to approve for oneself"),
        new(244, "a policy that cannot be read, is empty, names what is not there, or is stale", Denied),
        new(245, "a right that ends while streams are open", Contained),
        new(246, "a person disabled, a token revoked", Refused),
        new(247, "a right revoked just as a stream opens", Denied),
        new(249, "what a shell left running", Contained, "nothing ends a process inside a container; the audit names the shell, and tokens are not made by default (row 117)"),
        new(250, "Secrets hidden again while they are watched", Contained),
        new(251, "requests that are not written down", Contained),
        new(252, "an audit that cannot be written", Refused),
        new(254, "log injection", Contained),
        new(255, "secrets in the audit", Contained),
        new(256, "headers that change what is audited", Contained),
        new(257, "audit events changed afterwards", Contained, "the spool and the database are not chained by hashes yet; both are for the hub's own account alone"),
        new(259, "a backup that brings back what was revoked", Refused),
        new(260, "going to kube-apiserver directly", Contained),
    ];
}
