using System.CommandLine;
using System.Runtime.CompilerServices;
using System.Text;

namespace Sallyport.Cli.Tests.Help;

/// <summary>The documentation of the commands is their own help.</summary>
public sealed class CommandsDocumentTests
{
    [Fact]
    public void CommandsDocument_InTheRepository_IsWhatTheHelpSays()
    {
        var written = Write();
        if (Environment.GetEnvironmentVariable("SALLYPORT_UPDATE_GOLDEN") == "1")
        {
            File.WriteAllText(Document(), written);
        }

        File.Exists(Document()).Should().BeTrue("docs/commands.md is written by running this test with SALLYPORT_UPDATE_GOLDEN=1");
        File.ReadAllText(Document()).ReplaceLineEndings("\n").Should().Be(
            written, "docs/commands.md is generated from the help; run this test with SALLYPORT_UPDATE_GOLDEN=1 to write it anew");
    }

    private static string Write()
    {
        var text = new StringBuilder("# Commands\n\nEvery command's own help, as `--help` prints it.\n");
        foreach (var path in Paths(SallyportCommand.Create(), ""))
        {
            using var help = new StringWriter { NewLine = "\n" };
            SallyportCommand.Create().Parse($"{path} --help").Invoke(new InvocationConfiguration { Output = help });
            text.Append($"\n## sallyport{path}\n```\n").Append(help.ToString().ReplaceLineEndings("\n")).Append("```\n");
        }

        return text.ToString();
    }

    private static IEnumerable<string> Paths(Command command, string path) =>
        command.Subcommands.Where(sub => !sub.Hidden).SelectMany(sub => Paths(sub, $"{path} {sub.Name}")).Prepend(path);

    private static string Document([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "../../../docs/commands.md");
}
