using System.CommandLine;
using Sallyport.Cli.Api;
using Sallyport.Cli.Help;
using Sallyport.Cli.Policies;
using Sallyport.Cli.Sessions;

namespace Sallyport.Cli.Commands;

/// <summary>Checks policy files, by themselves or against the hub.</summary>
internal static class ValidateCommand
{
    public static Command Create()
    {
        var files = new PolicyOptions();
        var server = new Option<bool>("--server") { Description = "also ask the hub whether they mean something: roles, users, projects that are there" };
        var command = new Command(
            "validate",
            """
            Check policy files without applying them: names, types, unknown and doubled members, all mistakes at once, each with file, line and column.
            The exit code is 1 when something is wrong.
            """);
        files.AddTo(command);
        command.Options.Add(server);
        command.SetAction(async (parsed, cancellation) =>
        {
            if (await files.ReadAsync(parsed) is not { } set)
            {
                return ExitCodes.No;
            }

            if (parsed.GetValue(server))
            {
                using var api = await HubSession.OpenAsync(parsed.Profile(), cancellation);
                if (await PolicyHub.SendAsync(
                    api, "diff", set, (set.Request(), ApiJson.Default.PolicyRequest), ApiJson.Default.PolicyApplied,
                    parsed.InvocationConfiguration.Error, cancellation) is null)
                {
                    return ExitCodes.No;
                }
            }

            await parsed.InvocationConfiguration.Output.WriteLineAsync($"{set.Documents.Count} documents, nothing wrong");
            return ExitCodes.Done;
        });
        return command.Taught(
            """
            sallyport validate -f access/ -R
            sallyport validate -f access/ -R --owner platform --server
            """);
    }
}
