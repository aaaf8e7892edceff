using System.CommandLine;
using System.Runtime.CompilerServices;

namespace Sallyport.Cli.Help;

/// <summary>The examples that a command's help ends with.</summary>
internal static class Examples
{
    private static readonly ConditionalWeakTable<Command, string> Known = [];

    /// <summary>Gives a command examples, one a line.</summary>
    public static Command Taught(this Command command, string examples)
    {
        Known.AddOrUpdate(command, examples);
        return command;
    }

    public static string? Of(Command command) => Known.TryGetValue(command, out var examples) ? examples : null;
}
