using System.CommandLine;
using Sallyport.Cli.Api;
using Sallyport.Cli.Completion;
using Sallyport.Cli.Help;
using Sallyport.Cli.Output;

namespace Sallyport.Cli.Commands;

/// <summary>Who has which role where.</summary>
internal static class AssignmentsCommand
{
    public static Command Create() => new("assignments", "List, add and remove role assignments") { List(), Add(), Remove() };

    private static Command List()
    {
        var user = new Option<string?>("--user") { Description = "only those to this user", HelpName = "NAME", CompletionSources = { HubNames.Users } };
        var group = new Option<string?>("--group") { Description = "only those to this group", HelpName = "NAME", CompletionSources = { HubNames.Groups } };
        var role = new Option<string?>("--role") { Description = "only those of this role", HelpName = "NAME", CompletionSources = { HubNames.Roles } };
        var project = new Option<string?>("--project") { Description = "only those at this project", HelpName = "NAME", CompletionSources = { HubNames.Projects } };
        var cluster = new Option<string?>("--cluster") { Description = "only those at a scope that names this cluster", HelpName = "NAME", CompletionSources = { HubNames.Clusters } };
        var command = new Command("list", "List who has which role where");
        var list = new ListOptions(command, ("user", user), ("group", group), ("role", role), ("project", project), ("cluster", cluster));
        return command.Calls((parsed, api, to, cancellation) => list.PrintAsync(
            parsed,
            api,
            "/api/v1/assignments",
            ApiJson.Default.AssignmentArray,
            to,
            "There are no role assignments. Add one: sallyport assignments add --role project-read-only --group dev --project shop",
            ["ID", "ROLE", "SUBJECT", "SCOPE", "ENDS"],
            assignment => [assignment.Id, assignment.Role, Subject(assignment), assignment.Scope.ToString(), Ages.Until(assignment.Expires)],
            cancellation));
    }

    private static Command Add()
    {
        var role = new Option<string>("--role") { Description = "a role's name, from: sallyport roles list", HelpName = "NAME", CompletionSources = { HubNames.Roles }, Required = true };
        var user = new Option<string?>("--user") { Description = "the user who gets it", HelpName = "NAME", CompletionSources = { HubNames.Users } };
        var group = new Option<string?>("--group") { Description = "the group that gets it" };
        var lasting = new Option<TimeSpan?>("--for") { Description = "for how long, as 2h; afterwards it ends by itself", CustomParser = Duration.Parse };
        var output = OutputOption.Create();
        var scope = new ScopeOptions();
        var command = new Command("add", "Give a role to a user or a group, at a scope (none named: the whole organization)")
        {
            role, user, group, lasting, output,
        };
        command.Validators.Add(result =>
        {
            if (result.GetResult(user) is null == result.GetResult(group) is null)
            {
                result.AddError("Name one subject: --user NAME or --group NAME.");
            }
        });
        scope.AddTo(command);
        command.Taught(
            """
            sallyport assignments add --role project-read-only --group dev --project shop
            sallyport assignments add --role namespace-admin --user ada --cluster dev-1 --namespace cart --for 8h
            """);
        return command.Calls(async (parsed, api, to, cancellation) =>
        {
            var assignment = new NewAssignment(
                parsed.GetRequiredValue(role),
                parsed.GetValue(user),
                parsed.GetValue(group),
                scope.Read(parsed),
                parsed.GetValue(lasting) is { } span ? DateTimeOffset.UtcNow + span : null);
            var added = await api.SendAsync(
                HttpMethod.Post, "/api/v1/assignments", ApiJson.Default.Assignment, cancellation, ApiClient.Json(assignment, ApiJson.Default.NewAssignment));
            await Printer.OutcomeAsync(
                added.Json, parsed.GetValue(output), to, $"{assignment.Role} given to {assignment.User ?? assignment.Group} at {assignment.Scope}");
            await Printer.WarnAsync(parsed, added.Value.Warnings);
        });
    }

    private static Command Remove()
    {
        var id = new Argument<string>("ID") { Description = "an assignment's id, from: sallyport assignments list" };
        return new Command("remove", "Take an assignment away; its running streams end at once") { id }.Calls(async (parsed, api, to, cancellation) =>
        {
            await api.SendAsync(HttpMethod.Delete, $"/api/v1/assignments/{Uri.EscapeDataString(parsed.GetRequiredValue(id))}", cancellation);
            await to.WriteLineAsync($"assignment {parsed.GetValue(id)} removed");
        });
    }

    private static string Subject(Assignment assignment) =>
        assignment.User is { } user ? $"user {user}" : $"group {assignment.Group}";
}
