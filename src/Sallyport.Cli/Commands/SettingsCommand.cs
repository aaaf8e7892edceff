using System.CommandLine;
using Sallyport.Cli.Api;
using Sallyport.Cli.Completion;
using Sallyport.Cli.Help;
using Sallyport.Cli.Output;

namespace Sallyport.Cli.Commands;

/// <summary>What read-only roles get of Secrets, shell and port-forward.</summary>
internal static class SettingsCommand
{
    public static Command Create() => new("settings", "Show and change what read-only roles get of Secrets, shell and port-forward")
    {
        Get(), Set(), Remove(),
    };

    private static Command Get()
    {
        var output = OutputOption.Create();
        return new Command("get", "Show the settings and their exceptions") { output }.Calls(async (parsed, api, to, cancellation) =>
        {
            var settings = await api.SendAsync(HttpMethod.Get, "/api/v1/settings", ApiJson.Default.Settings, cancellation);
            if (parsed.GetValue(output) != OutputFormat.Table)
            {
                await Printer.DocumentAsync(settings.Json, parsed.GetValue(output), to);
                return;
            }

            var all = new (string Name, Setting Setting)[]
            {
                ("secrets", settings.Value.Secrets), ("shell", settings.Value.Shell), ("port-forward", settings.Value.PortForward),
            };
            await Printer.TableAsync(
                to,
                ["SETTING", "VALUE", "PLACE", "FOR", "UNTIL", "SET BY", "REASON", "ID"],
                all.SelectMany(one => Rows(one.Name, one.Setting)));
            await to.WriteLineAsync();
            await ListedCommandsText.WriteAsync(settings.Value.Shell, to);
            await to.WriteLineAsync($"ask-text: {(string.IsNullOrEmpty(settings.Value.AskText) ? "(none: refusals name up to three Organization Admins)" : Printer.Inert(settings.Value.AskText))}");
        });
    }

    private static Command Set()
    {
        var name = new Argument<string>("SETTING") { Description = "secrets, shell, port-forward or ask-text" };
        var value = new Argument<string>("VALUE") { Description = "secrets: hidden, visible; shell: blocked, listed-commands, allowed; port-forward: blocked, allowed; ask-text: any text or link" };
        name.AcceptOnlyFromAmong("secrets", "shell", "port-forward", "ask-text");
        var reason = new Option<string?>("--reason") { Description = "why; shown to everyone who meets the setting" };
        var lasting = new Option<TimeSpan?>("--for") { Description = "for how long, as 2h; afterwards it goes back by itself", CustomParser = Duration.Parse };
        var locked = new Option<bool>("--lock") { Description = "nothing narrower may loosen it (organization only)" };
        var group = new Option<string?>("--group") { Description = "only for members of this group" };
        var role = new Option<string?>("--role") { Description = "only for this role", HelpName = "NAME", CompletionSources = { HubNames.Roles } };
        var commands = new Option<string[]>("--command") { Description = "a command for listed-commands, as 'cat /var/log/*'; once for each" };
        var output = OutputOption.Create();
        var preview = new Option<bool>("--preview") { Description = "say whose access to what would change, and change nothing" };
        var scope = new ScopeOptions();
        var command = new Command(
            "set",
            """
            Change a setting, for the whole organization or at a narrower place and subject.
            A listed command is compared argument by argument: * is a part of one argument without slashes, ** at the end any further ones.
            """)
        {
            name, value, commands, reason, lasting, locked, group, role, output, preview,
        };
        scope.AddTo(command);
        command.Taught(
            """
            sallyport settings set secrets visible --reason "incident 42" --for 2h
            sallyport settings set secrets visible --cluster 'dev-*' --preview
            sallyport settings set shell allowed --cluster dev-1 --namespace 'shop-*' --group oncall
            sallyport settings set shell listed-commands --command 'ls **' --command 'cat /var/log/*' --command 'jcmd 1 Thread.print'
            """);
        return command.Calls(async (parsed, api, to, cancellation) =>
        {
            var setting = parsed.GetRequiredValue(name);
            var wanted = parsed.GetRequiredValue(value);
            var path = $"/api/v1/settings/{setting}";
            if (setting == "ask-text")
            {
                await Printer.OutcomeAsync(
                    await api.SendAsync(HttpMethod.Put, path, cancellation, ApiClient.Json(new AskTextChange(wanted), ApiJson.Default.AskTextChange)),
                    parsed.GetValue(output),
                    to,
                    wanted.Length == 0 ? "ask-text is empty: refusals name Organization Admins again" : $"ask-text set to {wanted}");
                return;
            }

            var change = new SettingChange(
                wanted,
                parsed.GetValue(reason),
                parsed.GetValue(lasting) is { } span ? DateTimeOffset.UtcNow + span : null,
                NullIfOrganization(scope.Read(parsed)),
                Subject(parsed.GetValue(group), parsed.GetValue(role)),
                parsed.GetValue(locked) ? true : null,
                parsed.GetValue(commands) is { Length: > 0 } listed ? listed : null);
            if (parsed.GetValue(preview))
            {
                var question = new PreviewQuestion(Setting: new PreviewedSetting(setting, change));
                var seen = await api.SendAsync(
                    HttpMethod.Post, "/api/v1/policy/preview", ApiJson.Default.PreviewAnswer, cancellation, ApiClient.Json(question, ApiJson.Default.PreviewQuestion));
                await (parsed.GetValue(output) == OutputFormat.Table ? PreviewReport.WriteAsync(seen.Value, to) : Printer.DocumentAsync(seen.Json, parsed.GetValue(output), to));
                return;
            }

            var answer = await api.SendAsync(
                HttpMethod.Put, path, ApiJson.Default.SettingChanged, cancellation, ApiClient.Json(change, ApiJson.Default.SettingChange));
            await Printer.OutcomeAsync(answer.Json, parsed.GetValue(output), to, $"{setting} set to {wanted}");
            await Printer.WarnAsync(parsed, answer.Value.Warnings);
        });
    }

    private static Command Remove()
    {
        var id = new Argument<string>("ID") { Description = "an exception's id, from: sallyport settings get" };
        return new Command("remove", "Take back an exception") { id }.Calls(async (parsed, api, to, cancellation) =>
        {
            await api.SendAsync(HttpMethod.Delete, $"/api/v1/settings/exceptions/{Uri.EscapeDataString(parsed.GetRequiredValue(id))}", cancellation);
            await to.WriteLineAsync($"exception {parsed.GetValue(id)} removed");
        });
    }

    private static Scope? NullIfOrganization(Scope scope) => scope.Kind == "organization" ? null : scope;

    private static SubjectModel? Subject(string? group, string? role) => (group, role) switch
    {
        (not null, not null) => throw new CommandException("--group and --role exclude each other: a setting is for one of them."),
        ({ } name, null) => new SubjectModel("group", name),
        (null, { } name) => new SubjectModel("role", name),
        _ => null,
    };

    private static string Words(string value) => value == "listed-commands" ? "listed commands" : value;

    private static IEnumerable<string[]> Rows(string name, Setting setting)
    {
        yield return [name, Words(setting.Value) + (setting.Locked ? " (locked)" : ""), "organization", "everyone", "", setting.SetBy ?? "", setting.Reason ?? "", ""];
        foreach (var exception in setting.Exceptions ?? [])
        {
            yield return
            [
                name, Words(exception.Value), exception.Place?.ToString() ?? "organization", exception.Subject?.ToString() ?? "everyone",
                Ages.Until(exception.Expires), exception.By, exception.Reason ?? "", exception.Id,
            ];
        }
    }
}
