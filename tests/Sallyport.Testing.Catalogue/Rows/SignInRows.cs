using static Sallyport.Testing.Catalogue.Answer;

namespace Sallyport.Testing.Catalogue.Rows;

/// <summary>Browsers, sign-in and tokens.</summary>
internal static class SignInRows
{
    public static IReadOnlyList<AttackRow> All { get; } =
    [
        new(219, "a pod's web page on the gateway's origin", Contained),
        new(220, "logs and objects that a browser would render", Contained),
        new(221, "hostile text in objects, shown by the console", Contained),
        new(222, "hostile links in annotations", Contained),
        new(224, "another site's WebSocket with the user's cookie", Refused),
        new(225, "look-alike origins", Refused, Note: "where cookies count; the API takes none and gives no origin anything"),
        new(226, "another site's form with the user's cookie", Refused),
        new(227, "a session fixed before sign-in", Refused),
        new(229, "group claims of every odd form", Refused),
        new(230, "redirects after sign-in", Refused),
        new(231, "another's device code", Refused),
        new(232, "another's callback port", Refused),
        new(234, "a kubeconfig kept in caches or asked for another", Contained),
        new(235, "a token that outlives the rights of its owner", Refused),
        new(236, "empty, foreign and malformed bearers", Refused),
        new(237, "another's answer out of a cache", Denied),
        new(239, "fields and ids that are not one's own", Refused),
        new(240, "tests that do not send what they say", Contained),
    ];
}
