using System.CommandLine;
using Sallyport.Cli.Api;
using Sallyport.Cli.Completion;
using Sallyport.Cli.Help;
using Sallyport.Cli.Output;

namespace Sallyport.Cli.Commands;

/// <summary>Asks the decision.</summary>
internal static class CanICommand
{
    public static Command Create()
    {
        var action = new ActionArguments();
        var cluster = new Option<string>("--cluster") { Description = "in which cluster", Required = true, HelpName = "NAME", CompletionSources = { HubNames.Clusters } };
        var user = new Option<string?>("--user") { Description = "ask for another user (Organization Admins)", HelpName = "NAME", CompletionSources = { HubNames.Users } };
        var output = OutputOption.Create();
        var command = new Command("can-i", "Ask whether a request would be allowed, and why; exits 1 when it would not") { cluster, user, output };
        action.AddTo(command);
        return command.Answers(async (parsed, api, to, cancellation) =>
        {
            var answer = await api.SendAsync(
                HttpMethod.Post, "/api/v1/can-i", ApiJson.Default.CanIAnswer, cancellation,
                ApiClient.Json(CanIQuestion.About(action.Read(parsed), parsed.GetRequiredValue(cluster), parsed.GetValue(user)), ApiJson.Default.CanIQuestion));
            if (parsed.GetValue(output) != OutputFormat.Table)
            {
                await Printer.DocumentAsync(answer.Json, parsed.GetValue(output), to);
            }
            else
            {
                await to.WriteLineAsync($"{(answer.Value.Allowed ? "yes" : "no")} - {Printer.Inert(answer.Value.Reason)}");
            }

            return answer.Value.Allowed ? ExitCodes.Done : ExitCodes.No;
        }).Taught(
            """
            sallyport can-i get secrets --cluster demo -n shop
            sallyport can-i create pods/exec --cluster demo -n shop --user ada
            sallyport can-i list deployments.apps --cluster demo -o json
            """);
    }
}
