using System.CommandLine;
using Sallyport.Cli.Api;
using Sallyport.Cli.Output;

namespace Sallyport.Cli.Commands;

/// <summary>The roles that assignments can give.</summary>
internal static class RolesCommand
{
    public static Command Create()
    {
        var output = OutputOption.Create();
        return new Command("roles", "Show the roles that assignments can give")
        {
            new Command("list", "List the roles") { output }.Calls(async (parsed, api, to, cancellation) =>
                await Printer.PrintAsync(
                    await api.SendAsync(HttpMethod.Get, "/api/v1/roles", ApiJson.Default.RoleSummaryArray, cancellation),
                    parsed.GetValue(output),
                    to,
                    "There are no roles.",
                    ["NAME", "TITLE", "READ ONLY", "BUILT IN"],
                    role => [role.Name, role.Title, role.ReadOnly ? "yes" : "no", role.BuiltIn ? "yes" : "no"])),
        };
    }
}
