using static Sallyport.Testing.Catalogue.Answer;

namespace Sallyport.Testing.Catalogue.Rows;

/// <summary>Every road to a command in a container or on a node.</summary>
internal static class ShellRows
{
    public static IReadOnlyList<AttackRow> All { get; } =
    [
        new(71, "exec by GET and WebSocket, for which `get` was once enough", Denied),
        new(72, "exec and attach by POST and SPDY", Denied),
        new(74, "port-forward by either", Denied),
        new(75, "ephemeral containers by PATCH", Denied),
        new(76, "ephemeral containers by PUT", Denied),
        new(77, "`pods/proxy` and `services/proxy` by every method", Denied),
        new(79, "`nodes/proxy` to the kubelet's exec", Denied),
        new(80, "`nodes/proxy` to run, logs, checkpoint, configz", Denied),
        new(81, "a node's address changed by its status", Denied),
        new(82, "a new pod", Denied),
        new(84, "a changed pod template in every kind that has one", Denied),
        new(85, "scale for the object, the object for scale", Denied),
        new(86, "server-side apply that creates", Denied),
        new(87, "PUT that creates", Denied),
        new(89, "custom kinds that run code", Denied, Note: "admin roles write custom kinds as they write workloads"),
        new(90, "KubeVirt's console, vnc and usbredir", Denied),
        new(91, "aggregated APIs that proxy another API server", Denied),
        new(92, "`kubectl cp`", Denied),
        new(93, "a shell in the agent's own pod", Denied),
        new(94, "a pod as the agent's service account; the agent's Deployment changed", Denied),
        new(95, "shells by which a recording would miss something", Refused, Note: "there are no recordings yet; unknown subprotocols are refused"),
        new(96, "exec with endless or hostile arguments", Rejected),
        new(97, "a Connection header that only contains the word upgrade", Rejected),
    ];
}
