using System.CommandLine;
using Sallyport.Cli.Api;
using Sallyport.Cli.Output;
using Sallyport.Cli.Sessions;

namespace Sallyport.Cli.Commands;

/// <summary>Who is signed in, with which roles.</summary>
internal static class WhoAmICommand
{
    public static Command Create()
    {
        var output = OutputOption.Create();
        var command = new Command("whoami", "Show who is signed in, and with which roles") { output };
        command.SetAction(async (parsed, cancellation) =>
        {
            using var api = new ApiClient(SessionFile.Load());
            var me = await api.SendAsync(HttpMethod.Get, "/api/v1/me", ApiJson.Default.Me, cancellation);
            var to = parsed.InvocationConfiguration.Output;
            if (parsed.GetValue(output) == OutputFormat.Json)
            {
                await Printer.JsonAsync(me.Json, to);
                return ExitCodes.Done;
            }

            await to.WriteLineAsync(Printer.Inert(me.Value.User) + (me.Value.OrganizationAdmin ? " (Organization Admin)" : ""));
            foreach (var assignment in me.Value.Assignments ?? [])
            {
                await to.WriteLineAsync(Printer.Inert($"  {assignment.Role} at {assignment.Scope}"));
            }

            return ExitCodes.Done;
        });
        return command;
    }
}
