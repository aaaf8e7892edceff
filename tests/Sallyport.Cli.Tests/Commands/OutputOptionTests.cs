using System.CommandLine;

namespace Sallyport.Cli.Tests.Commands;

/// <summary>Whatever a command tells of the hub, a script can have as JSON or YAML.</summary>
public sealed class OutputOptionTests
{
    /// <summary>What has nothing to tell but that it is done, and what prints something else.</summary>
    private static readonly HashSet<string> Without =
    [
        "setup", "login", "logout", "profiles use",
        "kubeconfig", "credential", "completion", "schema", "validate",
        "settings remove", "roles delete", "assignments remove", "guardrails delete", "delegations remove", "projects remove", "users remove",
        "users reset-second-factor", "tokens revoke", "providers remove", "workload-issuers remove",
    ];

    public static TheoryData<string> Commands => [.. Leaves(SallyportCommand.Create(), "")];

    [Theory]
    [MemberData(nameof(Commands))]
    public void Command_ThatTellsSomething_TellsItAsJsonAndYaml(string path)
    {
        var command = path.Split(' ').Aggregate((Command)SallyportCommand.Create(), (at, name) => at.Subcommands.Single(sub => sub.Name == name));

        var output = command.Options.SingleOrDefault(option => option.Aliases.Contains("-o"));

        (output is not null).Should().Be(
            !Without.Contains(path), "{0} takes -o (OutputOption.Create), unless it has nothing to tell and stands in the list here", path);
        output?.HelpName.Should().Contain("json").And.Contain("yaml");
    }

    private static IEnumerable<string> Leaves(Command command, string path) => command.Subcommands.Where(sub => !sub.Hidden)
        .SelectMany(sub => sub.Subcommands.Count > 0 ? Leaves(sub, $"{path}{sub.Name} ") : [path + sub.Name]);
}
