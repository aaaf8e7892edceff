using System.CommandLine;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Sallyport.Cli.Api;
using Sallyport.Cli.Completion;
using Sallyport.Cli.Output;

namespace Sallyport.Cli.Commands;

/// <summary>Reads what happened.</summary>
internal static class AuditCommand
{
    public static Command Create()
    {
        var follow = new Option<bool>("--follow", "-f") { Description = "go on as events happen" };
        var limit = new Option<int>("--limit") { Description = "how many of the latest events", DefaultValueFactory = _ => 100 };
        var user = new Option<string?>("--user") { Description = "only this user's", HelpName = "NAME", CompletionSources = { HubNames.Users } };
        var cluster = new Option<string?>("--cluster") { Description = "only this cluster's", HelpName = "NAME", CompletionSources = { HubNames.Clusters } };
        var output = OutputOption.Create();
        return new Command("audit", "Read the audit: every request, allowed, refused or not understood; -o json prints one event a line")
        {
            follow, limit, user, cluster, output,
        }.Calls(async (parsed, api, to, cancellation) =>
        {
            var query = new StringBuilder("/api/v1/audit?limit=").Append(CultureInfo.InvariantCulture, $"{parsed.GetValue(limit)}");
            Append(query, "user", parsed.GetValue(user));
            Append(query, "cluster", parsed.GetValue(cluster));
            var format = parsed.GetValue(output);
            if (parsed.GetValue(follow))
            {
                await foreach (var line in api.FollowAsync(query.Append("&follow=true").ToString(), cancellation))
                {
                    await PrintAsync(line, format, to);
                }

                return;
            }

            using var page = JsonDocument.Parse(await api.SendAsync(HttpMethod.Get, query.ToString(), cancellation));
            foreach (var one in page.RootElement.GetProperty("events").EnumerateArray())
            {
                await PrintAsync(one.GetRawText(), format, to);
            }
        });
    }

    private static void Append(StringBuilder query, string key, string? value)
    {
        if (value is not null)
        {
            query.Append(CultureInfo.InvariantCulture, $"&{key}={Uri.EscapeDataString(value)}");
        }
    }

    private static async Task PrintAsync(string line, OutputFormat format, TextWriter to)
    {
        if (format == OutputFormat.Json)
        {
            await to.WriteLineAsync(line);
        }
        else if (format == OutputFormat.Yaml)
        {
            await to.WriteLineAsync("---");
            await Printer.DocumentAsync(line, format, to);
        }
        else if (JsonSerializer.Deserialize(line, ApiJson.Default.AuditEvent) is { } one)
        {
            await to.WriteLineAsync(Printer.Inert(Sentence(one)));
        }

        await to.FlushAsync();
    }

    private static string Sentence(AuditEvent one)
    {
        var kind = string.IsNullOrEmpty(one.Subresource) ? one.Resource : $"{one.Resource}/{one.Subresource}";
        var what = string.IsNullOrEmpty(kind) ? $"{one.Method} {one.Target}" : $"{one.Verb} {kind}";
        var where = string.Join('/', new[] { one.Cluster, one.Namespace, one.Name }.Where(part => !string.IsNullOrEmpty(part)));
        var outcome = one.Allowed switch { true => "allowed", false => "refused", null => "ended" };
        return string.Join(
            "  ",
            one.Time.ToLocalTime().ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
            outcome,
            one.Status?.ToString(CultureInfo.InvariantCulture) ?? "   ",
            one.User ?? "(nobody)",
            what,
            where,
            one.Allowed == false ? one.Reason : one.Change ?? one.Cut ?? "").TrimEnd();
    }
}
