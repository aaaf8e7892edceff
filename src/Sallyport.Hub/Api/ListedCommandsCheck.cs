using Sallyport.Access.Policy;

namespace Sallyport.Hub.Api;

/// <summary>The commands of a shell setting: what may be listed, and what whoever lists it should know.</summary>
internal static class ListedCommandsCheck
{
    private const int Most = 100;

    public static void Check(Validity validity, Capability capability, SettingLevel? level, IReadOnlyList<string>? commands)
    {
        if (capability != Capability.Shell || level != SettingLevel.Limited)
        {
            validity.Demand(commands is null or [], "commands go with the value listed-commands of shell.");
            return;
        }

        validity.Demand(commands is { Count: > 0 and <= Most }, $"listed-commands needs commands, from one to {Most} of them (with the command line: --command, once for each).");
        foreach (var command in (commands ?? []).Take(Most))
        {
            var problem = "A command is a text.";
            validity.Demand(command is not null && CommandPattern.TryParse(command, out _, out problem), problem);
        }
    }

    /// <summary>A sentence about each command that gives away more than it seems to.</summary>
    public static IReadOnlyList<string> Warnings(IReadOnlyList<string>? commands) =>
    [
        .. (commands ?? []).Select(text => CommandPattern.TryParse(text, out var command, out _) ? CommandWarning.Of(command) : null).OfType<string>(),
    ];
}
