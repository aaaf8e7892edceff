using static Sallyport.Testing.Catalogue.Answer;

namespace Sallyport.Testing.Catalogue.Rows;

/// <summary>Decided by one method or query, carried out by another.</summary>
internal static class QueryRows
{
    public static IReadOnlyList<AttackRow> All { get; } =
    [
        new(50, "methods in other letters", Rejected, Note: "kube-apiserver decides on an empty verb and answers 405"),
        new(51, "a second method in a header or the query", Contained, Note: "the header stays behind; `?_method=` is rejected"),
        new(52, "HEAD on Secrets and on proxies", Denied),
        new(54, "`OPTIONS *`", Rejected, Note: "kube-apiserver answers 200 to anybody and audits nothing"),
        new(55, "`watch` empty, doubled, in other letters, with `;`", Rejected, Note: "what can only be read one way is decided as that: `watch`, `watch=` and `watch=no` are watches"),
        new(56, "a selector that kube-apiserver drops because of a `;`", Rejected),
        new(57, "a selector that it drops because of a broken escape", Rejected),
        new(59, "a selector's key in other letters", Rejected),
        new(60, "raw `#` in the query", Rejected, Note: "kube-apiserver keeps the `#`: `a#` is another name"),
        new(61, "a field selector to narrow the namespace", Denied),
        new(62, "field selectors that are not one exact name", Denied),
        new(64, "`watch` on one object by name", Allowed, Note: "decided as get, which it is"),
        new(65, "list options that cannot be read, to lose the name", Rejected),
        new(66, "dry run in the query, overruled by a body", Denied, Note: "a dry run is decided as the change itself"),
        new(67, "the parameter that deletes what cannot be read", Rejected),
        new(69, "streams without end", Contained),
        new(70, "`?path=` instead of a proxied path", Contained, Note: "the path is the URL's"),
    ];
}
