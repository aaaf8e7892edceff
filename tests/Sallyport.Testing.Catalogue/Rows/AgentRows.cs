using static Sallyport.Testing.Catalogue.Answer;

namespace Sallyport.Testing.Catalogue.Rows;

/// <summary>The agent and the tunnel, with a thief at either end.</summary>
internal static class AgentRows
{
    public static IReadOnlyList<AttackRow> All { get; } =
    [
        new(197, "a join token used again, late, or for another cluster", Refused),
        new(199, "a second agent with a stolen key", Refused),
        new(200, "the agent of one cluster claiming another", Refused),
        new(201, "an agent answering streams that are not its own", Refused),
        new(202, "an agent asking the hub", Refused),
        new(204, "headers of an answer that act on a browser", Contained),
        new(205, "line breaks in an answer's headers", Refused, Note: "what .NET reads as a space arrives as a space"),
        new(206, "terminal escapes in warnings and messages", Contained),
        new(207, "a cluster's facts with hostile text", Refused),
        new(209, "a hostile name in the command that installs an agent", Refused),
        new(210, "a hub that sends the agent elsewhere", Refused),
        new(211, "another's certificate in kube-apiserver's place", Refused),
        new(212, "another's certificate in the hub's place", Refused),
        new(214, "two people who share a key in the agent's caches", Contained, "the agent keeps no answers: nothing is remembered by user"),
        new(215, "an agent too old to look again", Refused, "there is one version of the agent yet; the hub keeps no minimum"),
        new(216, "a cluster or agent that was revoked", Refused),
        new(217, "secrets in the agent's log", Contained),
    ];
}
