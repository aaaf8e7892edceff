using System.CommandLine;
using Sallyport.Cli.Api;
using Sallyport.Cli.Completion;
using Sallyport.Cli.Help;
using Sallyport.Cli.Output;

namespace Sallyport.Cli.Commands;

/// <summary>Asks the decision, and why.</summary>
internal static class CanICommand
{
    public static Command Create()
    {
        var verb = new Argument<string>("VERB") { HelpName = "VERB", Description = "get, list, watch, create, update, patch, delete, deletecollection" };
        var resource = new Argument<string>("RESOURCE") { Description = "as pods, deployments.apps, pods/exec or secrets/db-password" };
        var cluster = new Option<string>("--cluster") { Description = "in which cluster", Required = true, HelpName = "NAME", CompletionSources = { HubNames.Clusters } };
        var place = new Option<string?>("--namespace", "-n") { Description = "in which namespace; without it, in all of them" };
        var user = new Option<string?>("--user") { Description = "ask for another user (Organization Admins)", HelpName = "NAME", CompletionSources = { HubNames.Users } };
        var subresource = new Option<string?>("--subresource") { Description = "as log or exec" };
        var output = OutputOption.Create();
        verb.CompletionSources.Add("get", "list", "watch", "create", "update", "patch", "delete", "deletecollection");
        return new Command("can-i", "Ask whether a request would be allowed, and why; exits 1 when it would not")
        {
            verb, resource, cluster, place, subresource, user, output,
        }.Answers(async (parsed, api, to, cancellation) =>
        {
            var (kind, group, below) = Split(parsed.GetRequiredValue(resource), parsed.GetValue(subresource));
            var question = new CanIQuestion(
                parsed.GetRequiredValue(cluster), parsed.GetRequiredValue(verb), kind, group, below.Subresource, parsed.GetValue(place), below.Name, parsed.GetValue(user));
            var answer = await api.SendAsync(
                HttpMethod.Post, "/api/v1/can-i", ApiJson.Default.CanIAnswer, cancellation, ApiClient.Json(question, ApiJson.Default.CanIQuestion));
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

    /// <summary><c>pods/exec</c> is a sub-resource where Kubernetes has one of that name; anything else after the slash is a name.</summary>
    private static (string Resource, string? Group, (string? Subresource, string? Name)) Split(string text, string? subresource)
    {
        var (left, right) = text.IndexOf('/') is var slash and >= 0 ? (text[..slash], text[(slash + 1)..]) : (text, null);
        var (resource, group) = left.IndexOf('.') is var dot and >= 0 ? (left[..dot], left[(dot + 1)..]) : (left, null);
        return right is not null && subresource is null && Subresources.Contains(right)
            ? (resource, group, (right, null))
            : (resource, group, (subresource, right));
    }

    private static readonly HashSet<string> Subresources =
        ["log", "exec", "attach", "portforward", "proxy", "scale", "status", "eviction", "binding", "ephemeralcontainers", "token", "finalize", "approval"];
}
