using System.CommandLine;
using Sallyport.Cli.Api;
using Sallyport.Cli.Sessions;

namespace Sallyport.Cli.Commands;

/// <summary>Makes a command that needs a session.</summary>
internal static class SignedIn
{
    public static Command Calls(this Command command, Func<ParseResult, ApiClient, TextWriter, CancellationToken, Task> call)
    {
        command.SetAction(async (parsed, cancellation) =>
        {
            using var api = new ApiClient(SessionFile.Load());
            await call(parsed, api, parsed.InvocationConfiguration.Output, cancellation);
            return ExitCodes.Done;
        });
        return command;
    }
}
