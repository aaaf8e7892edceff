using System.CommandLine;
using System.Text.Json.Nodes;
using Sallyport.Cli.Api;
using Sallyport.Cli.Help;
using Sallyport.Cli.Output;
using Sallyport.Cli.Policies;

namespace Sallyport.Cli.Commands;

/// <summary>Writes the policy down as files.</summary>
internal static class ExportCommand
{
    public static Command Create()
    {
        var owner = new Option<string?>("--owner") { Description = "only what this owner's files keep", HelpName = "NAME" };
        var folder = new Option<string?>("--dir") { Description = "write a file for each object into this folder, by kind", HelpName = "DIR" };
        var output = new Option<string>("--output", "-o") { Description = "yaml or json", HelpName = "yaml|json", DefaultValueFactory = _ => "yaml" };
        output.AcceptOnlyFromAmong("yaml", "json");
        return new Command("export", "Write the policy down as files: roles, assignments, projects, settings, guardrails and groups") { owner, folder, output }
            .Calls(async (parsed, api, to, cancellation) =>
            {
                var query = parsed.GetValue(owner) is { } name ? $"?owner={Uri.EscapeDataString(name)}" : "";
                var export = await api.SendAsync(HttpMethod.Get, "/api/v1/policy/export" + query, ApiJson.Default.PolicyExport, cancellation);
                foreach (var unreadable in export.Value.Unreadable ?? [])
                {
                    await parsed.InvocationConfiguration.Error.WriteLineAsync($"warning: {Printer.Inert(unreadable)} cannot be read, and is left out");
                }

                var json = parsed.GetValue(output) == "json";
                if (parsed.GetValue(folder) is { } into)
                {
                    await to.WriteLineAsync($"{ExportFolder.Write(into, export.Value.Documents, json)} files written to {into}");
                    return;
                }

                if (json)
                {
                    var all = new JsonArray([.. export.Value.Documents.Select(one => one.Document.DeepClone())]);
                    await Printer.DocumentAsync(all.ToJsonString(), OutputFormat.Json, to);
                    return;
                }

                foreach (var (i, one) in export.Value.Documents.Index())
                {
                    await to.WriteAsync((i == 0 ? "" : "---\n") + Yaml.Write(one.Document));
                }
            }).Taught(
            """
            sallyport export > policy.yaml
            sallyport export --owner platform --dir access
            """);
    }
}
