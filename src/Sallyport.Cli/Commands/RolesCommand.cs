using System.CommandLine;
using System.Text;
using Sallyport.Cli.Api;
using Sallyport.Cli.Completion;
using Sallyport.Cli.Help;
using Sallyport.Cli.Output;

namespace Sallyport.Cli.Commands;

/// <summary>The roles that assignments can give.</summary>
internal static class RolesCommand
{
    public static Command Create() => new("roles", "List and show roles; create, replace and delete custom ones") { List(), Show(), Make(), Delete() };

    private static Command List()
    {
        var command = new Command("list", "List the roles");
        var list = new ListOptions(command);
        return command.Calls((parsed, api, to, cancellation) => list.PrintAsync(
            parsed,
            api,
            "/api/v1/roles",
            ApiJson.Default.RoleSummaryArray,
            to,
            "There are no roles.",
            ["NAME", "TITLE", "READ ONLY", "BUILT IN"],
            role => [role.Name, role.Title, role.ReadOnly ? "yes" : "no", role.BuiltIn ? "yes" : "no"],
            cancellation));
    }

    private static Command Show()
    {
        var name = Name();
        var output = OutputOption.Create();
        return new Command("show", "Show a role, rule by rule") { name, output }.Calls(async (parsed, api, to, cancellation) =>
        {
            var role = await api.SendAsync(HttpMethod.Get, Path(parsed.GetRequiredValue(name)), ApiJson.Default.RoleModel, cancellation);
            if (parsed.GetValue(output) != OutputFormat.Table)
            {
                await Printer.DocumentAsync(role.Json, parsed.GetValue(output), to);
                return;
            }

            var shown = role.Value;
            await to.WriteLineAsync($"{shown.Name}: {Printer.Inert(shown.Title)}, {(shown.ReadOnly ? "read-only" : "not read-only")}, {(shown.BuiltIn ? "built in" : "custom")}, version {shown.Version}");
            await to.WriteLineAsync();
            await Printer.TableAsync(
                to,
                ["WHERE", "VERBS", "RESOURCES", "API GROUPS", "NAMES"],
                [
                    .. Rows("namespaces", shown.Rules), .. Rows("cluster", shown.ClusterRules),
                    .. Rows("whole clusters", shown.WholeClusterRules), .. Rows("except", shown.Except),
                ]);
        });
    }

    private static Command Make()
    {
        var name = new Argument<string>("NAME") { Description = "lower case letters, digits and -" };
        var file = new Option<string?>("--file", "-f") { Description = DocumentFile.Help, HelpName = "FILE" };
        var title = new Option<string?>("--title") { Description = "the name shown to people" };
        var readOnly = new Option<bool>("--read-only") { Description = "access settings hold back its Secrets, shell and port-forward" };
        var replace = new Option<bool>("--replace") { Description = "change the role of that name; who has it has the new rules at once" };
        var output = OutputOption.Create();
        var rule = new RuleOptions();
        var command = new Command(
            "create",
            """
            Create a custom role, from a file or from one rule.
            The file has readOnly, rules and, where wanted, clusterRules and title; what 'roles show -o yaml' printed will do, and with
            --replace it is taken only as long as nobody changed the role meanwhile.
            """)
        {
            name, file, title, readOnly, replace, output,
        };
        rule.AddTo(command, file);
        command.Validators.Add(result =>
        {
            if (result.GetResult(file) is { Implicit: false } && (result.GetResult(title) is not null || result.GetResult(readOnly) is { Implicit: false }))
            {
                result.AddError("--title and --read-only go with --verb and --resource: a file says them itself.");
            }
        });
        command.Taught(
            """
            sallyport roles create pod-reader --read-only --verb get,list,watch --resource pods,pods/log
            sallyport roles create restarter --verb get,list,patch --resource deployments.apps,statefulsets.apps
            sallyport roles create pod-reader -f pod-reader.yaml --replace
            """);
        return command.Calls(async (parsed, api, to, cancellation) =>
        {
            var role = parsed.GetRequiredValue(name);
            var replaces = parsed.GetValue(replace);
            var (content, version) = parsed.GetValue(file) is { } path
                ? FromFile(path, role)
                : (ApiClient.Json(new RoleChange(parsed.GetValue(readOnly), rule.Read(parsed), parsed.GetValue(title)), ApiJson.Default.RoleChange), null);
            using var body = content;
            var made = await api.SendAsync(
                HttpMethod.Put, Path(role), cancellation, body,
                replaces ? new Condition("If-Match", version is null ? "*" : $"\"{version}\"") : new Condition("If-None-Match", "*"));
            await Printer.OutcomeAsync(made, parsed.GetValue(output), to, $"role {role} {(replaces ? "replaced" : "created")}");
        });
    }

    private static Command Delete()
    {
        var name = Name();
        return new Command("delete", "Delete a custom role that nobody has") { name }.Calls(async (parsed, api, to, cancellation) =>
        {
            await api.SendAsync(HttpMethod.Delete, Path(parsed.GetRequiredValue(name)), cancellation);
            await to.WriteLineAsync($"role {parsed.GetValue(name)} deleted");
        });
    }

    /// <summary>What the hub shows of a role beside what it takes is told apart here.</summary>
    private static (HttpContent Content, string? Version) FromFile(string path, string role)
    {
        var document = DocumentFile.Read(path);
        if (document["name"]?.ToString() is { } named && named != role)
        {
            throw new CommandException($"{path} is about the role {Printer.Inert(named)}, not {role}.");
        }

        var version = document["version"]?.ToString();
        foreach (var told in (string[])["name", "version", "builtIn", "owner"])
        {
            document.Remove(told);
        }

        return (new StringContent(document.ToJsonString(), Encoding.UTF8, "application/json"), version);
    }

    private static IEnumerable<string[]> Rows(string where, RuleModel[]? rules) => (rules ?? []).Select(rule => new[]
    {
        where,
        string.Join(',', rule.Verbs),
        string.Join(',', rule.Resources ?? rule.NonResourceUrls ?? []),
        string.Join(',', (rule.ApiGroups ?? []).Select(group => group.Length == 0 ? "core" : group)),
        string.Join(',', rule.ResourceNames ?? []),
    });

    private static Argument<string> Name() => new("NAME") { Description = "a role's name, from: sallyport roles list", CompletionSources = { HubNames.Roles } };

    private static string Path(string role) => $"/api/v1/roles/{Uri.EscapeDataString(role)}";
}
