using System.CommandLine;
using System.Text;
using Sallyport.Cli.Api;
using Sallyport.Cli.Completion;
using Sallyport.Cli.Help;
using Sallyport.Cli.Output;

namespace Sallyport.Cli.Commands;

/// <summary>Denies that hold for everyone but those they name.</summary>
internal static class GuardrailsCommand
{
    public static Command Create() => new("guardrails", "List, create, replace and delete denies that no role overrides") { List(), Make(), Delete() };

    private static Command List()
    {
        var command = new Command("list", "List the guardrails");
        var list = new ListOptions(command);
        return command.Calls((parsed, api, to, cancellation) => list.PrintAsync(
            parsed,
            api,
            "/api/v1/guardrails",
            ApiJson.Default.GuardrailModelArray,
            to,
            "There are no guardrails. Create one: sallyport guardrails create no-node-deletes --verb delete --resource nodes",
            ["NAME", "DENIES", "PLACE", "EXCEPT"],
            guardrail =>
            [
                guardrail.Name ?? "",
                string.Join("; ", guardrail.Rules.Select(rule => rule.ToString())),
                guardrail.Place?.ToString() ?? "organization",
                string.Join(", ", (guardrail.Except ?? []).Select(subject => subject.ToString())),
            ],
            cancellation));
    }

    private static Command Make()
    {
        var name = new Argument<string>("NAME") { Description = "lower case letters, digits and -; refusals tell it" };
        var file = new Option<string?>("--file", "-f") { Description = DocumentFile.Help, HelpName = "FILE" };
        var users = new Option<string[]>("--except-user") { Description = "a user it does not hold for; may be repeated", HelpName = "NAME", CompletionSources = { HubNames.Users }, DefaultValueFactory = _ => [] };
        var groups = new Option<string[]>("--except-group") { Description = "a group it does not hold for; may be repeated", HelpName = "NAME", DefaultValueFactory = _ => [] };
        var output = OutputOption.Create();
        var replace = new Option<bool>("--replace") { Description = "change the guardrail of that name" };
        var rule = new RuleOptions();
        var scope = new ScopeOptions();
        var command = new Command(
            "create",
            """
            Create a guardrail, for the whole organization or at a narrower place.
            It denies what it says to everyone, Organization Admins included, but to those it names. A request across namespaces is denied
            where one of them is in the place. The file has rules and, where wanted, place and except.
            """)
        {
            name, file, users, groups, replace, output,
        };
        rule.AddTo(command, file);
        scope.AddTo(command);
        command.Validators.Add(result =>
        {
            if (result.GetResult(file) is { Implicit: false }
                && command.Options.Any(option => option != file && option != output && option != replace && result.GetResult(option) is { Implicit: false }))
            {
                result.AddError("No other option stands beside -f: a file says them itself.");
            }
        });
        command.Taught(
            """
            sallyport guardrails create no-deletes-in-prod --verb delete,deletecollection --resource '*.*' --cluster-selector env=prod --except-group sre
            sallyport guardrails create no-shell-in-payments --verb get,create --resource pods/exec,pods/attach --namespace payments
            sallyport guardrails create metrics-closed -f guardrail.yaml
            sallyport guardrails create metrics-closed -f guardrail.yaml --replace
            """);
        return command.Calls(async (parsed, api, to, cancellation) =>
        {
            var guardrail = parsed.GetRequiredValue(name);
            var replaces = parsed.GetValue(replace);
            using var body = parsed.GetValue(file) is { } path
                ? FromFile(path, guardrail, replaces)
                : ApiClient.Json(
                    new GuardrailModel(
                        replaces ? null : guardrail, rule.Read(parsed), scope.Read(parsed), [.. Except("user", parsed.GetValue(users)), .. Except("group", parsed.GetValue(groups))]),
                    ApiJson.Default.GuardrailModel);
            await Printer.OutcomeAsync(
                await (replaces
                    ? api.SendAsync(HttpMethod.Put, Path(guardrail), cancellation, body)
                    : api.SendAsync(HttpMethod.Post, "/api/v1/guardrails", cancellation, body)),
                parsed.GetValue(output),
                to,
                $"guardrail {guardrail} {(replaces ? "replaced" : "created")}");
        });
    }

    private static Command Delete()
    {
        var name = new Argument<string>("NAME") { Description = "a guardrail's name", CompletionSources = { HubNames.Guardrails } };
        return new Command("delete", "Delete a guardrail: what it denied is for the roles to say again") { name }.Calls(async (parsed, api, to, cancellation) =>
        {
            await api.SendAsync(HttpMethod.Delete, Path(parsed.GetRequiredValue(name)), cancellation);
            await to.WriteLineAsync($"guardrail {parsed.GetValue(name)} deleted");
        });
    }

    private static StringContent FromFile(string path, string guardrail, bool replaces)
    {
        var document = DocumentFile.Read(path);
        if (document["name"]?.ToString() is { } named && named != guardrail)
        {
            throw new CommandException($"{path} is about the guardrail {Printer.Inert(named)}, not {guardrail}.");
        }

        document.Remove("name");
        if (!replaces)
        {
            document["name"] = guardrail;
        }

        return new StringContent(document.ToJsonString(), Encoding.UTF8, "application/json");
    }

    private static string Path(string guardrail) => $"/api/v1/guardrails/{Uri.EscapeDataString(guardrail)}";

    private static IEnumerable<SubjectModel> Except(string kind, string[]? names) => (names ?? []).Select(name => new SubjectModel(kind, name));
}
