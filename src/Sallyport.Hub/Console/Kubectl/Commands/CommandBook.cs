using System.Collections.Immutable;

namespace Sallyport.Hub.Console.Kubectl.Commands;

/// <summary>Every command that the terminal has.</summary>
internal static class CommandBook
{
    public static readonly HelpCommand Help = new();

    public static readonly ImmutableArray<KubectlCommand> All =
    [
        new GetCommand(),
        new DescribeCommand(),
        new LogsCommand(),
        new EventsCommand(),
        new TopPodsCommand(),
        new TopNodesCommand(),
        new ExplainCommand(),
        new ApiResourcesCommand(),
        new ApiVersionsCommand(),
        new VersionCommand(),
        new CanICommand(),
        new WhoAmICommand(),
        new RolloutStatusCommand(),
        new RolloutHistoryCommand(),
        new RolloutRestartCommand(),
        new RolloutUndoCommand(),
        new RolloutPauseCommand(resume: false),
        new RolloutPauseCommand(resume: true),
        new ScaleCommand(),
        new DeleteCommand(),
        new LabelCommand(annotations: false),
        new LabelCommand(annotations: true),
        new CordonCommand(uncordon: false),
        new CordonCommand(uncordon: true),
        new GetContextsCommand(),
        new CurrentContextCommand(),
        new UseContextCommand(),
        new SetContextCommand(),
        Help,
    ];

    private static readonly ImmutableDictionary<string, KubectlCommand> ByName = All.ToImmutableDictionary(command => command.Name, StringComparer.Ordinal);

    private static readonly ImmutableDictionary<string, string> OtherNames = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["log"] = "logs",
        ["event"] = "events",
        ["top pod"] = "top pods",
        ["top po"] = "top pods",
        ["top node"] = "top nodes",
        ["top no"] = "top nodes",
    }.ToImmutableDictionary();

    /// <summary>The command of these words; null where there is none.</summary>
    public static KubectlCommand? Find(string words) => ByName.GetValueOrDefault(OtherNames.GetValueOrDefault(words, words));

    /// <summary>Whether commands of two words begin with this one.</summary>
    public static bool IsGroup(string word) => All.Any(command => command.Name.StartsWith(word + " ", StringComparison.Ordinal));

    /// <summary>The second words of such commands.</summary>
    public static string Below(string group) => string.Join(", ", All
        .Where(command => command.Name.StartsWith(group + " ", StringComparison.Ordinal)).Select(command => command.Name[(group.Length + 1)..]));
}
