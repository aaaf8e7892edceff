using System.CommandLine;
using Sallyport.Cli.Api;
using Sallyport.Cli.Sessions;

namespace Sallyport.Cli.Commands;

/// <summary>Makes a command that needs a session.</summary>
internal static class SignedIn
{
    public static Command Calls(this Command command, Func<ParseResult, ApiClient, TextWriter, CancellationToken, Task> call) =>
        command.Answers(async (parsed, api, to, cancellation) =>
        {
            await call(parsed, api, to, cancellation);
            return ExitCodes.Done;
        });

    /// <summary>The same for a command whose exit code says something.</summary>
    public static Command Answers(this Command command, Func<ParseResult, ApiClient, TextWriter, CancellationToken, Task<int>> call)
    {
        command.SetAction(async (parsed, cancellation) =>
        {
            using var api = await HubSession.OpenAsync(parsed.Profile(), cancellation);
            return await call(parsed, api, parsed.InvocationConfiguration.Output, cancellation);
        });
        return command;
    }
}
