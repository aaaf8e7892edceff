using System.Collections.Immutable;
using Sallyport.Access.Decisions;
using Sallyport.Access.Policy;
using Sallyport.Access.Requests;
using Sallyport.Hub.Fleet;
using Sallyport.Hub.Gateway.InProcess;

namespace Sallyport.Hub.Console.Shells;

/// <summary>What somebody may do in a container.</summary>
/// <param name="Reason">Why they may open no shell, in kubectl's words; null when they may.</param>
internal sealed record ShellRight(string? Reason)
{
    /// <summary>The commands that may be run all the same.</summary>
    public ImmutableArray<string> Listed { get; init; } = [];

    /// <summary>Until when, where the right has an end.</summary>
    public DateTimeOffset? Until { get; init; }
}

/// <summary>
/// Tells a page what to show where a shell would be. Nothing is opened by it: the exec itself is decided anew, written down,
/// and looked at again by the cluster.
/// </summary>
internal sealed class ShellRights(Gateway.Decider decider, ClusterRegistry clusters)
{
    public ShellRight Of(ConsoleSession session, ShellPlace place) => Of(session, new ShellAsk(place, [["sh"]], Terminal: true));

    /// <summary>Why somebody may not go on; null when they may.</summary>
    public ShellEnd? Refusal(ConsoleSession session, ShellAsk ask) =>
        Of(session, ask).Reason is { } reason ? new ShellEnd(ShellEndKind.Blocked, reason) : null;

    private ShellRight Of(ConsoleSession session, ShellAsk ask)
    {
        var cluster = ask.Place.Cluster;
        if (!clusters.TryFind(cluster, out var found) || !decider.IsMember(session.User, found))
        {
            return new ShellRight($"There is no cluster {cluster} that you have access to.");
        }

        var parsed = RequestParser.Parse(HttpMethods.Get, ask.Target(ask.Commands[0]));
        if (!parsed.Understood)
        {
            return new ShellRight(parsed.Refusal);
        }

        var verdict = decider.Decide(session.User, found, parsed.Request!, mayCreate: false);
        return new ShellRight(verdict.Refusal?.Message)
        {
            Listed = verdict.Decision is { Allowed: false, By: DecidedBy.Setting, Capability: Capability.Shell, Level: SettingLevel.Limited }
                ? [.. verdict.Decision.Setting?.Commands ?? []]
                : [],
            Until = verdict.Decision.Assignment?.Expires,
        };
    }
}
