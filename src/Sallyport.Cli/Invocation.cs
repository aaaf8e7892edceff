using System.CommandLine;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using Sallyport.Cli.Api;
using Sallyport.Cli.Completion;

namespace Sallyport.Cli;

/// <summary>Runs one command line; whatever goes wrong becomes one line and an exit code.</summary>
internal static class Invocation
{
    public static async Task<int> RunAsync(string[] args, TextWriter errors, CancellationToken cancellation)
    {
        try
        {
            if (args is [CompletionWords.Name, .. var words])
            {
                return CompletionWords.Suggest(words, Console.Out);
            }

            var parsed = SallyportCommand.Create().Parse(args);
            if (parsed.Action is not ParseErrorAction misuse)
            {
                return await InvokeAsync(parsed, cancellation);
            }

            // Help answers whoever asks what there is; to whoever mistyped, it would push what is wrong off the screen.
            misuse.ShowHelp = parsed.UnmatchedTokens.Count == 0 && parsed.CommandResult.Command.Subcommands.Count > 0;
            await InvokeAsync(parsed, cancellation);
            if (!misuse.ShowHelp)
            {
                await errors.WriteLineAsync($"See: {Path(parsed.CommandResult)} --help");
            }

            return ExitCodes.Misuse;
        }
        catch (ApiException refused)
        {
            await errors.WriteLineAsync($"error: {refused.Message}");
            return refused.SignInNeeded ? ExitCodes.SignInNeeded : ExitCodes.Failed;
        }
        catch (CommandException failed)
        {
            await errors.WriteLineAsync($"error: {failed.Message}");
            return failed.ExitCode;
        }
        catch (OperationCanceledException)
        {
            // Ctrl-C here, or the signal that the command line took itself: nothing else cancels a command.
            return ExitCodes.Interrupted;
        }
    }

    /// <summary>The command at hand, as a person writes it.</summary>
    private static string Path(CommandResult at) => at.Parent is CommandResult above ? $"{Path(above)} {at.Command.Name}" : InvokedAs.Words;

    private static Task<int> InvokeAsync(ParseResult parsed, CancellationToken cancellation) =>
        parsed.InvokeAsync(new() { EnableDefaultExceptionHandler = false }, cancellation);
}
