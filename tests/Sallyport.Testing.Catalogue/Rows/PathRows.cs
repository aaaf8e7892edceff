using static Sallyport.Testing.Catalogue.Answer;

namespace Sallyport.Testing.Catalogue.Rows;

/// <summary>Decided as one path, carried out as another.</summary>
internal static class PathRows
{
    public static IReadOnlyList<AttackRow> All { get; } =
    [
        new(1, "escaped slash: a resource hidden in a namespace's name", Rejected),
        new(2, "the same in lower case, down to one Secret's name", Rejected),
        new(4, "exec hidden in a pod's name behind an escaped slash", Rejected),
        new(5, "doubly escaped slash, for whoever decodes twice", Rejected),
        new(6, "absolute-form target, in which some servers decode more", Rejected, Note: "kube-apiserver lists Secrets for it, over HTTP/2 too"),
        new(7, "absolute-form target with backslashes and dot segments", Rejected),
        new(9, "raw `#` that some parsers cut at", Rejected),
        new(10, "escaped `#` and `?` in a resource's name", Rejected),
        new(11, "empty namespace segment: every namespace", Rejected),
        new(12, "the same to delete everywhere", Rejected),
        new(14, "dot segments up to another resource", Rejected),
        new(15, "the same, escaped", Rejected),
        new(16, "the same with backslashes", Rejected),
        new(17, "dot segments out of a proxied path", Rejected),
        new(19, "dot segments from a node's metrics to its `run`", Rejected),
        new(20, "`.` segments", Rejected),
        new(21, "`..` as a namespace", Rejected, Note: "kube-apiserver understands a list in namespace `..`, and 1.20 answers 500"),
        new(22, "trailing slashes after a list of Secrets", Denied, Note: "one slash is understood and denied; more are rejected"),
        new(24, "trailing slashes after exec", Denied, Note: "for who may exec, one slash is the same exec"),
        new(25, "plain letters escaped", Rejected),
        new(26, "two leading slashes, read as a host by some", Rejected),
        new(27, "absolute-form target of another host", Rejected),
        new(29, "segments after an empty sub-resource of a custom kind", Rejected),
        new(30, "segments after a sub-resource of a custom kind", Rejected),
        new(31, "empty namespace segment before a custom kind", Rejected),
        new(32, "`/watch/` prefix with a writing method", Rejected, Note: "the prefixes are not supported at all"),
        new(34, "`watch` and `proxy` prefixes with nothing behind", Rejected, Note: "kube-apiserver answers 500 and audits nothing"),
        new(35, "`/proxy/` prefix to a node", Rejected),
        new(36, "`watch` twice", Rejected),
        new(37, "a namespace's status and finalize", Denied, Note: "status is read like the namespace"),
        new(39, "the group left out of a path of `/apis`", Denied, Note: "read as group v1 and resource default; never as the core group"),
        new(40, "capital letters", Rejected, Note: "kube-apiserver answers 404, but lists in a namespace with capital letters, which is empty"),
        new(41, "`;` in the path", Rejected),
        new(42, "NUL, invalid UTF-8, direction marks", Rejected),
        new(44, "broken escapes", Rejected),
        new(45, "raw bytes beyond ASCII, spaces, tabs", Rejected, Note: "over HTTP/2 kube-apiserver takes a space for part of the name"),
        new(46, "endless path or query", Refused, Note: "32 KiB here; kube-apiserver takes up to 1 MiB"),
        new(47, "scheme and port in a proxied name", Denied, Note: "names are compared as they stand"),
        new(49, "discovery, with and without a trailing slash", Allowed),
    ];
}
