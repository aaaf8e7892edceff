using System.CommandLine;
using System.Text;
using Sallyport.Cli.Api;
using Sallyport.Cli.Help;
using Sallyport.Cli.Output;

namespace Sallyport.Cli.Commands;

/// <summary>The issuers whose tokens stand for machine users.</summary>
internal static class WorkloadIssuersCommand
{
    private const string What = "workload issuer";
    private const string Path = "/api/v1/workload-issuers";

    public static Command Create() => new("workload-issuers", "List, show, set and remove the issuers whose tokens stand for machine users")
    {
        List(), Named.Get(What, Path), Set(), Named.Remove(What, Path, "Remove a workload issuer, with every token made by it"),
    };

    private static Command List()
    {
        var command = new Command("list", "List the workload issuers");
        var list = new ListOptions(command);
        return command.Calls((parsed, api, to, cancellation) => list.PrintAsync(
            parsed,
            api,
            Path,
            ApiJson.Default.WorkloadIssuerArray,
            to,
            "There are no workload issuers. Set one: sallyport workload-issuers set --help",
            ["NAME", "ISSUER", "AUDIENCE", "USERS"],
            issuer => [issuer.Name, issuer.Issuer, issuer.Audience, string.Join(",", issuer.Rules.Select(rule => rule.User).Distinct(StringComparer.Ordinal))],
            cancellation));
    }

    private static Command Set()
    {
        var name = new Argument<string>("NAME") { Description = "what it is called here" };
        var file = new Option<string>("--file", "-f") { Description = DocumentFile.Help, HelpName = "FILE", Required = true };
        var output = OutputOption.Create();
        var command = new Command(
            "set",
            """
            Add a workload issuer, or replace all that is said of one; tokens made by it end.
            The file has issuer, audience and rules: a machine user each, and the claims, each a glob, of the tokens that stand for it.
            """)
        {
            name, file, output,
        };
        command.Taught(
            """
            sallyport workload-issuers set ci -f - <<'.'
            issuer: https://ci.example.com
            audience: sallyport
            rules:
            - user: deployer
              claims: {sub: 'project:shop/*:ref:main'}
            .
            """);
        return command.Calls(async (parsed, api, to, cancellation) =>
        {
            var issuer = parsed.GetRequiredValue(name);
            using var body = new StringContent(DocumentFile.Read(parsed.GetRequiredValue(file)).ToJsonString(), Encoding.UTF8, "application/json");
            await Printer.OutcomeAsync(
                await api.SendAsync(HttpMethod.Put, $"{Path}/{Uri.EscapeDataString(issuer)}", cancellation, body),
                parsed.GetValue(output),
                to,
                $"workload issuer {issuer} set");
        });
    }
}
