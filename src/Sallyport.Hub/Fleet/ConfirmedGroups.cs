using System.Collections.Frozen;
using Sallyport.Access.Enforcement;
using Sallyport.Access.Requests;

namespace Sallyport.Hub.Fleet;

/// <summary>The groups that a cluster has confirmed, with the commands that its agent runs for them.</summary>
internal sealed record ConfirmedGroups(FrozenSet<string> Names, CommandLists Commands)
{
    public static ConfirmedGroups None { get; } = new(FrozenSet<string>.Empty, CommandLists.None);

    public static ConfirmedGroups Of(WantedSet wanted) => new(
        wanted.Groups.Select(group => group.Name).Append(ImpersonatedGroup.Member.Name).ToFrozenSet(StringComparer.Ordinal),
        CommandLists.From(wanted.Commands));

    /// <summary>Whether a group is among them; and where a command is given, whether the agent already knows it for the group.</summary>
    public bool Know(string group, ExecRequest? listed) =>
        Names.Contains(group) && (listed is null || Commands.Allow(group, listed));
}
