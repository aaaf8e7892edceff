using Sallyport.Cli.Api;
using Sallyport.Cli.Output;

namespace Sallyport.Cli.Commands;

/// <summary>The commands that the shell setting and its exceptions list, below the table.</summary>
internal static class ListedCommandsText
{
    public static async Task WriteAsync(Setting shell, TextWriter to)
    {
        await WriteAsync("the organization", "everyone", shell.Commands, to);
        foreach (var exception in shell.Exceptions ?? [])
        {
            await WriteAsync(
                exception.Place?.ToString() ?? "the organization", exception.Subject?.ToString() ?? "everyone", exception.Commands, to);
        }
    }

    private static async Task WriteAsync(string place, string subject, string[]? commands, TextWriter to)
    {
        if (commands is not { Length: > 0 })
        {
            return;
        }

        await to.WriteLineAsync($"shell: the commands listed for {Printer.Inert(subject)} in {Printer.Inert(place)}:");
        foreach (var command in commands)
        {
            await to.WriteLineAsync($"  {Printer.Inert(command)}");
        }

        await to.WriteLineAsync();
    }
}
