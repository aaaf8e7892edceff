using Sallyport.Access.Policy;

namespace Sallyport.Access.Decisions;

/// <summary>What is left of a capability where its setting is neither closed nor open.</summary>
internal static class LimitedUse
{
    /// <summary>
    /// Of Secrets reads alone, of the kind that the agent knows how to redact: whoever writes would put placeholders over the
    /// real values. Of shells exec alone, since nothing else says beforehand what will run.
    /// </summary>
    public static bool Contains(in ResourceAction action) => action switch
    {
        { Group: "", Resource: "secrets", Subresource: "" } => action.IsRead,
        { Group: "", Resource: "pods", Subresource: "exec" } => action.Verb is "get" or "create",
        _ => false,
    };

    /// <summary>
    /// Whether a whole request stays within that. With a terminal or input, a listed command could be told more than what
    /// is listed.
    /// </summary>
    public static bool Contains(in Asked asked) => Contains(asked.Action) && asked.Capability switch
    {
        Capability.Secrets => !asked.MayCreate,
        Capability.Shell => asked is { Reach: Reach.Namespace, Exec: { Stdin: false, Tty: false } },
        _ => false,
    };
}
