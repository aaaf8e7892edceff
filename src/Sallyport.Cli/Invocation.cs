using System.CommandLine.Invocation;
using Sallyport.Cli.Api;

namespace Sallyport.Cli;

/// <summary>Runs one command line; whatever goes wrong becomes one line and an exit code.</summary>
internal static class Invocation
{
    public static async Task<int> RunAsync(string[] args, TextWriter errors, CancellationToken cancellation)
    {
        try
        {
            var parsed = SallyportCommand.Create().Parse(args);
            var code = await parsed.InvokeAsync(new() { EnableDefaultExceptionHandler = false }, cancellation);
            return parsed.Action is ParseErrorAction ? ExitCodes.Misuse : code;
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
}
