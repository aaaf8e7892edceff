using System.CommandLine;
using Sallyport.Cli.Api;
using Sallyport.Cli.Completion;
using Sallyport.Cli.Help;
using Sallyport.Cli.Output;

namespace Sallyport.Cli.Commands;

/// <summary>Who besides Organization Admins may relax which setting where.</summary>
internal static class DelegationsCommand
{
    public static Command Create() => new("delegations", "List, add and remove delegations: who else may relax settings, where and how far") { List(), Add(), Remove() };

    private static Command List()
    {
        var command = new Command("list", "List who may relax which setting where");
        var list = new ListOptions(command);
        return command.Calls((parsed, api, to, cancellation) => list.PrintAsync(
            parsed,
            api,
            "/api/v1/delegations",
            ApiJson.Default.DelegationArray,
            to,
            "There are no delegations. Add one: sallyport delegations add --group sre --project shop --secrets keys-only --reason 'on call'",
            ["ID", "SUBJECT", "SCOPE", "UP TO", "ENDS", "MADE BY", "REASON"],
            delegation =>
            [
                delegation.Id,
                delegation.User is { } user ? $"user {user}" : $"group {delegation.Group}",
                delegation.Scope.ToString(),
                string.Join(", ", delegation.Capabilities.Select(one => $"{one.Key}: {one.Value}")),
                Ages.Until(delegation.Expires),
                delegation.MadeBy,
                delegation.Reason,
            ],
            cancellation));
    }

    private static Command Add()
    {
        var user = new Option<string?>("--user") { Description = "the user who may", HelpName = "NAME", CompletionSources = { HubNames.Users } };
        var group = new Option<string?>("--group") { Description = "the group whose members may", HelpName = "NAME", CompletionSources = { HubNames.Groups } };
        var secrets = Most("--secrets", "keys-only", "visible");
        var shell = Most("--shell", "listed-commands", "allowed");
        var portForward = Most("--port-forward", "allowed");
        var commands = new Option<string[]>("--command") { Description = "a command that may be listed, with --shell listed-commands; once for each", DefaultValueFactory = _ => [] };
        var reason = new Option<string>("--reason") { Description = "why", Required = true };
        var lasting = new Option<TimeSpan?>("--for") { Description = "for how long, as 30d; what was set under it ends with it", CustomParser = Duration.Parse };
        var output = OutputOption.Create();
        var scope = new ScopeOptions();
        var command = new Command(
            "add",
            """
            Let a user or a group relax settings at a scope (none named: the whole organization), as far as you say.
            What they set counts as long as the delegation does. They pass no lock, no guardrail and no cluster's ceiling.
            """)
        {
            user, group, secrets, shell, portForward, commands, reason, lasting, output,
        };
        command.Validators.Add(result =>
        {
            if (result.GetResult(user) is null == result.GetResult(group) is null)
            {
                result.AddError("Name one subject: --user NAME or --group NAME.");
            }

            if (result.GetResult(secrets) is null && result.GetResult(shell) is null && result.GetResult(portForward) is null)
            {
                result.AddError("Say what may be relaxed, and how far: --secrets, --shell or --port-forward.");
            }
        });
        scope.AddTo(command);
        command.Taught(
            """
            sallyport delegations add --group shop-leads --project shop --secrets keys-only --reason "they look after it"
            sallyport delegations add --user ada --cluster dev-1 --shell listed-commands --command 'ls **' --reason "migration" --for 7d
            """);
        return command.Calls(async (parsed, api, to, cancellation) =>
        {
            var capabilities = new Dictionary<string, string>();
            foreach (var (name, option) in new[] { ("secrets", secrets), ("shell", shell), ("port-forward", portForward) })
            {
                if (parsed.GetValue(option) is { } most)
                {
                    capabilities[name] = most;
                }
            }

            var delegation = new NewDelegation(
                parsed.GetValue(user),
                parsed.GetValue(group),
                scope.Read(parsed),
                capabilities,
                parsed.GetValue(commands) is { Length: > 0 } listed ? listed : null,
                parsed.GetRequiredValue(reason),
                parsed.GetValue(lasting) is { } span ? DateTimeOffset.UtcNow + span : null);
            await Printer.OutcomeAsync(
                await api.SendAsync(HttpMethod.Post, "/api/v1/delegations", cancellation, ApiClient.Json(delegation, ApiJson.Default.NewDelegation)),
                parsed.GetValue(output),
                to,
                $"{delegation.User ?? delegation.Group} may set {string.Join(", ", capabilities.Select(one => $"{one.Key} up to {one.Value}"))} at {delegation.Scope}");
        });
    }

    private static Command Remove()
    {
        var id = new Argument<string>("ID") { Description = "a delegation's id, from: sallyport delegations list" };
        return new Command("remove", "Take a delegation back, with every setting that was made under it") { id }.Calls(async (parsed, api, to, cancellation) =>
        {
            await api.SendAsync(HttpMethod.Delete, $"/api/v1/delegations/{Uri.EscapeDataString(parsed.GetRequiredValue(id))}", cancellation);
            await to.WriteLineAsync($"delegation {parsed.GetValue(id)} removed");
        });
    }

    private static Option<string?> Most(string name, params string[] values)
    {
        var option = new Option<string?>(name) { Description = $"the most open value: {string.Join(", ", values)}", HelpName = "VALUE" };
        option.AcceptOnlyFromAmong(values);
        return option;
    }
}
