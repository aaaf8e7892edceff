using System.CommandLine;
using Sallyport.Cli.Api;
using Sallyport.Cli.Completion;
using Sallyport.Cli.Help;
using Sallyport.Cli.Output;

namespace Sallyport.Cli.Commands;

/// <summary>Asks the decision about everybody.</summary>
internal static class WhoCanCommand
{
    public static Command Create()
    {
        var action = new ActionArguments();
        var cluster = new Option<string?>("--cluster") { Description = "in which cluster; without it, in each of them", HelpName = "NAME", CompletionSources = { HubNames.Clusters } };
        var output = OutputOption.Create();
        var command = new Command("who-can", "List who may do something, and by which role") { cluster, output };
        action.AddTo(command);
        return command.Calls(async (parsed, api, to, cancellation) =>
        {
            var asked = action.Read(parsed);
            var question = new WhoCanQuestion(asked.Verb, asked.Resource, parsed.GetValue(cluster), asked.Group, asked.Subresource, asked.Namespace, asked.Name);
            var answer = await api.SendAsync(
                HttpMethod.Post, "/api/v1/who-can", ApiJson.Default.WhoCanAnswer, cancellation, ApiClient.Json(question, ApiJson.Default.WhoCanQuestion));
            if (parsed.GetValue(output) != OutputFormat.Table)
            {
                await Printer.DocumentAsync(answer.Json, parsed.GetValue(output), to);
                return;
            }

            var allowed = answer.Value.Allowed;
            if (allowed.Length == 0)
            {
                await to.WriteLineAsync("Nobody may.");
                return;
            }

            await Printer.TableAsync(
                to,
                ["CLUSTER", "USER", "ROLE", "THROUGH", "SCOPE", "ENDS", "LIMITED"],
                allowed.Select(one => new[]
                {
                    one.Cluster, one.User, one.Assignment?.Role ?? "any", one.Assignment?.Group is { } group ? $"group {group}" : "",
                    one.Assignment?.Scope.ToString() ?? "", Ages.Until(one.Assignment?.Expires), one.Limited == true ? "yes" : "",
                }));
            if (answer.Value.Total > allowed.Length)
            {
                await to.WriteLineAsync($"... and {answer.Value.Total - allowed.Length} more: name a cluster or a namespace.");
            }
        }).Taught(
            """
            sallyport who-can get secrets -n shop
            sallyport who-can delete deployments.apps -n shop --cluster demo -o json
            """);
    }
}
