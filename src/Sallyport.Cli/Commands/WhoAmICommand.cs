using System.CommandLine;
using Sallyport.Cli.Api;
using Sallyport.Cli.Output;

namespace Sallyport.Cli.Commands;

/// <summary>Who is signed in, with which roles.</summary>
internal static class WhoAmICommand
{
    public static Command Create()
    {
        var output = OutputOption.Create();
        return new Command("whoami", "Show who is signed in, and with which roles") { output }.Calls(async (parsed, api, to, cancellation) =>
        {
            var me = await api.SendAsync(HttpMethod.Get, "/api/v1/me", ApiJson.Default.Me, cancellation);
            if (parsed.GetValue(output) != OutputFormat.Table)
            {
                await Printer.DocumentAsync(me.Json, parsed.GetValue(output), to);
                return;
            }

            await to.WriteLineAsync(Printer.Inert(me.Value.User) + (me.Value.OrganizationAdmin ? " (Organization Admin)" : ""));
            var profile = parsed.Profile();
            await to.WriteLineAsync(Printer.Inert($"  at {profile.Load().Server} (profile {profile.Name})"));
            foreach (var assignment in me.Value.Assignments ?? [])
            {
                await to.WriteLineAsync(Printer.Inert($"  {assignment.Role} at {assignment.Scope}"));
            }
        });
    }
}
