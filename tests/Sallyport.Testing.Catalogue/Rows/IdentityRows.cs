using static Sallyport.Testing.Catalogue.Answer;

namespace Sallyport.Testing.Catalogue.Rows;

/// <summary>Being somebody else, or becoming more.</summary>
internal static class IdentityRows
{
    public static IReadOnlyList<AttackRow> All { get; } =
    [
        new(139, "impersonation headers in any letters, and twice", Rejected),
        new(140, "their relatives and look-alikes", Rejected),
        new(141, "a space before the colon; folded lines", Refused),
        new(142, "identity in trailers", Contained),
        new(143, "Connection naming identity headers, to have the next hop drop them", Contained),
        new(144, "line breaks in names from outside", Refused),
        new(145, "spaces and tabs around names", Refused),
        new(146, "an empty user, which is no impersonation at all", Refused),
        new(147, "two groups that become one line", Contained, Note: "there is exactly one group per request"),
        new(149, "names with a meaning to Kubernetes", Refused),
        new(150, "look-alike letters, other alphabets, endless names", Refused),
        new(151, "one group's name in two providers", Contained),
        new(152, "what the agent's own accounts may impersonate", Contained),
        new(154, "`X-Remote-*`", Contained),
        new(155, "two credentials, or none of ours", Refused),
        new(156, "a credential among WebSocket subprotocols", Rejected),
        new(157, "cookies", Contained),
        new(159, "a chosen audit id, trace context, hostile user agents", Contained),
        new(160, "a PROXY preface", Refused),
        new(161, "sixty headers that nobody knows", Contained),
        new(162, "token reviews", Denied),
        new(164, "can-i, where cluster and hub disagree", Contained),
        new(165, "RBAC objects", Denied),
        new(166, "certificate requests and their approval", Denied),
        new(167, "pod certificates and trust bundles", Denied),
        new(169, "ConfigMaps that say who is an administrator", Denied),
        new(170, "endpoints, endpoint slices, external addresses", Denied, Note: "admin roles write Services in their scope"),
        new(171, "the agent's own roles, bindings, namespace and account", Denied),
        new(172, "the hub deciding alone", Denied),
    ];
}
