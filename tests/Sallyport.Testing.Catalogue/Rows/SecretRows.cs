using static Sallyport.Testing.Catalogue.Answer;

namespace Sallyport.Testing.Catalogue.Rows;

/// <summary>Every road to a Secret's data.</summary>
internal static class SecretRows
{
    public static IReadOnlyList<AttackRow> All { get; } =
    [
        new(98, "get, list and watch of Secrets, in each form", Denied),
        new(99, "Secrets as PartialObjectMetadata", Contained),
        new(100, "Secrets as a Table with whole objects in it", Contained),
        new(101, "Secrets as protobuf, YAML, CBOR", Contained),
        new(102, "a compressed answer that the redaction would not read", Contained),
        new(103, "a streaming list, cut at every byte", Contained),
        new(104, "a watch over WebSocket", Rejected),
        new(105, "a log over WebSocket", Rejected),
        new(106, "the number of Secrets by `limit=1`", Denied),
        new(107, "another's continue token", Contained),
        new(109, "deletecollection as a dry run, which lists what it would delete", Denied),
        new(110, "delete as a dry run of a Secret with a finalizer", Denied),
        new(111, "an empty PATCH, which echoes the object", Denied),
        new(112, "PUT and POST, which echo it too", Denied),
        new(113, "JSON patch's test, copy and move", Denied),
        new(114, "an apply's conflicts, which name the keys", Denied),
        new(115, "values in annotations, managed fields and fields of the future", Contained),
        new(116, "placeholders written back", Denied),
        new(117, "a service account's token", Denied),
        new(119, "credentials in ConfigMaps", Allowed, Note: "read-only roles read ConfigMaps: docs/roles.md says so"),
        new(120, "Helm's releases", Denied, Note: "kept in Secrets, they are Secrets"),
        new(121, "bootstrap tokens", Denied),
        new(122, "a workload that mounts a Secret", Denied, Note: "for read-only roles; who writes workloads has Secrets: docs/roles.md says so"),
        new(124, "values that operators leak into events", Allowed, Note: "events are read by everyone in the namespace"),
        new(125, "credentials in custom kinds", Allowed, Note: "read-only roles read custom kinds, except those that are credentials by themselves: docs/roles.md says so"),
        new(126, "Velero's download requests", Denied, Note: "for read-only roles; admin roles write custom kinds in the namespaces of their scope"),
        new(127, "a sub-resource named secrets", Denied),
        new(129, "a Secret in another resource's answer", Refused),
        new(130, "duplicate keys, escaped names, endless nesting in an answer", Refused),
        new(131, "webhooks, admission policies, API services, conversion webhooks", Denied),
        new(132, "an ingress controller's snippets", Denied, Note: "for read-only roles"),
        new(133, "metrics, logs, profiles and flags of kube-apiserver", Denied),
        new(134, "refusals that tell what is there", Denied),
        new(135, "refusals that tell which clusters there are", Refused),
        new(136, "what a developer uses all day", Allowed),
        new(137, "`kubectl diff` of a Secret", Denied),
    ];
}
