using System.CommandLine;
using System.Text.Json.Nodes;
using Sallyport.Cli.Api;
using Sallyport.Cli.Output;

namespace Sallyport.Cli.Commands;

/// <summary>One item of a list, by its name.</summary>
internal static class Named
{
    /// <summary>A command that shows one item whole; people read YAML.</summary>
    public static Command Get(string what, string list)
    {
        var name = new Argument<string>("NAME") { Description = $"the {what}'s name" };
        var output = OutputOption.Create();
        return new Command("get", $"Show a {what} whole") { name, output }.Calls(async (parsed, api, to, cancellation) =>
        {
            var format = parsed.GetValue(output) == OutputFormat.Json ? OutputFormat.Json : OutputFormat.Yaml;
            await Printer.DocumentAsync((await FindAsync(api, list, what, parsed.GetRequiredValue(name), cancellation)).ToJsonString(), format, to);
        });
    }

    /// <summary>A command that removes one item.</summary>
    public static Command Remove(string what, string list, string description)
    {
        var name = new Argument<string>("NAME") { Description = $"the {what}'s name" };
        return new Command("remove", description) { name }.Calls(async (parsed, api, to, cancellation) =>
        {
            await api.SendAsync(HttpMethod.Delete, $"{list}/{Uri.EscapeDataString(parsed.GetRequiredValue(name))}", cancellation);
            await to.WriteLineAsync($"{what} {parsed.GetValue(name)} removed");
        });
    }

    private static async Task<JsonNode> FindAsync(ApiClient api, string list, string what, string name, CancellationToken cancellation)
    {
        var pages = api.PagesAsync($"{list}?limit=500&search={Uri.EscapeDataString(name)}", ApiJson.Default.JsonElementArray, cancellation);
        await foreach (var page in pages)
        {
            foreach (var item in page.Value.Where(item => item.GetProperty("name").GetString() == name))
            {
                return JsonNode.Parse(item.GetRawText())!;
            }
        }

        throw new CommandException($"there is no {what} {Printer.Inert(name)}.");
    }
}
