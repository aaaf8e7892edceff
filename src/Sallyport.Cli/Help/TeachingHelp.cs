using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Sallyport.Cli.Help;

/// <summary>Help that ends with examples, and names the program as it was called.</summary>
internal sealed class TeachingHelp : SynchronousCommandLineAction
{
    private const int WidthOfAPipe = 120;
    private readonly HelpAction _plain = new() { MaxWidth = Console.IsOutputRedirected ? WidthOfAPipe : Math.Max(Console.WindowWidth, 60) };

    /// <summary>Gives a command tree this help.</summary>
    public static RootCommand GiveTo(RootCommand root)
    {
        root.Options.OfType<HelpOption>().Single().Action = new TeachingHelp();
        return root;
    }

    public override int Invoke(ParseResult parseResult)
    {
        var invocation = parseResult.InvocationConfiguration;
        var to = invocation.Output;
        using var text = new StringWriter { NewLine = "\n" };
        try
        {
            invocation.Output = text;
            _plain.Invoke(parseResult);
        }
        finally
        {
            invocation.Output = to;
        }

        var help = text.ToString().TrimEnd().Replace($"\n  {RootCommand.ExecutableName}", $"\n  {InvokedAs.Words}", StringComparison.Ordinal);
        foreach (var line in help.Split('\n'))
        {
            to.WriteLine(line.TrimEnd());
        }

        if (Examples.Of(parseResult.CommandResult.Command) is { } examples)
        {
            to.WriteLine();
            to.WriteLine("Examples:");
            foreach (var line in examples.Split('\n'))
            {
                to.WriteLine("  " + line.TrimEnd('\r').Replace("sallyport ", InvokedAs.Words + " ", StringComparison.Ordinal));
            }
        }

        return ExitCodes.Done;
    }
}
