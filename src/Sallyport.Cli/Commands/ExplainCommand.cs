using System.CommandLine;
using Sallyport.Cli.Api;
using Sallyport.Cli.Completion;
using Sallyport.Cli.Help;
using Sallyport.Cli.Output;

namespace Sallyport.Cli.Commands;

/// <summary>Shows what decided, and all that was weighed.</summary>
internal static class ExplainCommand
{
    public static Command Create()
    {
        var action = new ActionArguments();
        var cluster = new Option<string?>("--cluster") { Description = "in which cluster; may be left out by whoever has one alone", HelpName = "NAME", CompletionSources = { HubNames.Clusters } };
        var user = new Option<string?>("--as") { Description = "explain it for another user (Organization Admins and Organization Read Only)", HelpName = "USER", CompletionSources = { HubNames.Users } };
        var output = OutputOption.Create();
        var command = new Command("explain", "Explain why a request would be allowed or refused: what decided, and all that was weighed") { cluster, user, output };
        action.AddTo(command);
        return command.Calls(async (parsed, api, to, cancellation) =>
        {
            var question = CanIQuestion.About(
                action.Read(parsed), parsed.GetValue(cluster) ?? await OnlyClusterAsync(api, cancellation), parsed.GetValue(user));
            var answer = await api.SendAsync(
                HttpMethod.Post, "/api/v1/can-i", ApiJson.Default.CanIAnswer, cancellation, ApiClient.Json(question, ApiJson.Default.CanIQuestion));
            if (parsed.GetValue(output) != OutputFormat.Table)
            {
                await Printer.DocumentAsync(answer.Json, parsed.GetValue(output), to);
                return;
            }

            await WriteAsync(answer.Value, to);
        }).Taught(
            """
            sallyport explain get secrets -n shop
            sallyport explain create pods/exec -n shop --cluster demo --as ada
            """);
    }

    private static async Task WriteAsync(CanIAnswer answer, TextWriter to)
    {
        await to.WriteLineAsync($"{(answer.Allowed ? "allowed" : "refused")}: {Printer.Inert(answer.Reason)}");
        if (answer.Assignment is { } by)
        {
            await to.WriteLineAsync($"{(answer.Allowed ? "by" : "nearest")}: {Printer.Inert($"role {by.Role} to {(by.User is { } user ? $"user {user}" : $"group {by.Group}")} at {by.Scope}, assignment {by.Id}")}");
        }

        if (answer.Group is { } group)
        {
            await to.WriteLineAsync($"in the cluster: {Printer.Inert(group)}");
        }

        foreach (var line in answer.Weighed is { Length: > 0 } weighed ? weighed.Prepend("weighed:") : [])
        {
            await to.WriteLineAsync(line == "weighed:" ? line : $"  {Printer.Inert(line)}");
        }
    }

    private static async Task<string> OnlyClusterAsync(ApiClient api, CancellationToken cancellation)
    {
        var clusters = (await api.SendAsync(HttpMethod.Get, "/api/v1/clusters", ApiJson.Default.ClusterArray, cancellation)).Value;
        return clusters switch
        {
            [var only] => only.Name,
            [] => throw new CommandException("there is no cluster that you have a role in."),
            _ => throw new CommandException($"name the cluster with --cluster: {string.Join(", ", clusters.Take(10).Select(known => Printer.Inert(known.Name)))}{(clusters.Length > 10 ? ", ..." : "")}."),
        };
    }
}
