using Sallyport.Hub.Console.Kubectl.Parsing;
using Sallyport.Hub.Console.Kubectl.Printing;

namespace Sallyport.Hub.Console.Kubectl.Commands;

/// <summary>Shows what commands there are, or what one of them takes.</summary>
internal sealed class HelpCommand() : KubectlCommand("help", "[COMMAND]", "Shows the commands, or what one of them takes.")
{
    public override ArgumentKind Arguments => ArgumentKind.Commands;

    public override async Task<int> RunAsync(Invocation line)
    {
        var words = string.Join(' ', line.Arguments.Where(word => word != "help"));
        var layout = new TabWriter(0, 2);
        if (CommandBook.Find(words) is { } command && words.Length > 0)
        {
            layout.Line($"{command.Says}\n\nUsage:\n  kubectl {command.Name} {command.Usage}\n\nFlags:");
            foreach (var flag in command.Flags.AddRange(Everywhere))
            {
                layout.Line($"  {(flag.Short == '\0' ? "    " : $"-{flag.Short}, ")}--{flag.Name}{(flag.Kind == FlagKind.Switch ? "" : "=")}\t{flag.Says}");
            }
        }
        else
        {
            var group = CommandBook.IsGroup(words) ? words + " " : "";
            layout.Line("This terminal runs kubectl's commands as you, by the road that every client takes; no program runs behind it.\n\nCommands:");
            foreach (var one in CommandBook.All.Where(one => one.Name.StartsWith(group, StringComparison.Ordinal)))
            {
                layout.Line($"  {one.Name}\t{one.Says}");
            }

            layout.Line("\nUse \"help COMMAND\" for what a command takes. Tab completes, Ctrl-C ends a command.");
        }

        await layout.PrintAsync(line);

        return 0;
    }
}
