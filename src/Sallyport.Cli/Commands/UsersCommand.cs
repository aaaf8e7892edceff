using System.CommandLine;
using Sallyport.Cli.Api;
using Sallyport.Cli.Completion;
using Sallyport.Cli.Output;

namespace Sallyport.Cli.Commands;

/// <summary>The people and machines that the hub knows.</summary>
internal static class UsersCommand
{
    public static Command Create() => new("users", "List, add, invite, change, cut off and remove users")
    {
        List(), Add(), Invite(), Update(), ResetSecondFactor(), Revoke(), Remove(),
    };

    private static Command List()
    {
        var group = new Option<string?>("--group") { Description = "only the members of this group", HelpName = "NAME", CompletionSources = { HubNames.Groups } };
        var command = new Command("list", "List the users and their groups");
        var list = new ListOptions(command, ("group", group));
        return command.Calls((parsed, api, to, cancellation) => list.PrintAsync(
            parsed,
            api,
            "/api/v1/users",
            ApiJson.Default.UserArray,
            to,
            "There are no users.",
            ["NAME", "GROUPS", "STATE"],
            user => [user.Name, string.Join(",", user.Groups ?? []), user.Disabled ? "disabled" : "active"],
            cancellation));
    }

    private static Command Add()
    {
        var name = Name();
        var groups = new Option<string[]>("--group") { Description = "a group the user belongs to; may be repeated", DefaultValueFactory = _ => [] };
        var machine = new Option<bool>("--machine") { Description = "a machine user: it has tokens and no password" };
        var output = OutputOption.Create();
        return new Command("add", "Add a user, who can do nothing until given a role") { name, groups, machine, output }.Calls(async (parsed, api, to, cancellation) =>
        {
            var user = new NewUser(parsed.GetRequiredValue(name), parsed.GetValue(groups) ?? [], parsed.GetValue(machine) ? "machine" : null);
            await Printer.OutcomeAsync(
                await api.SendAsync(HttpMethod.Post, "/api/v1/users", cancellation, ApiClient.Json(user, ApiJson.Default.NewUser)),
                parsed.GetValue(output),
                to,
                $"user {user.Name} added. Give a credential: sallyport {(user.Kind is null ? "users invite" : "tokens create")} {user.Name}");
        });
    }

    private static Command Update()
    {
        var name = Name();
        var groups = new Option<string[]?>("--group") { Description = "the groups the user belongs to from now on; may be repeated" };
        var disable = new Option<bool>("--disable") { Description = "end all of the user's requests and streams at once" };
        var enable = new Option<bool>("--enable") { Description = "let the user in again" };
        var longest = new Option<string?>("--longest-token") { Description = "how long the user's tokens may live, as 8h; 0 forbids them, none leaves it to the organization" };
        var output = OutputOption.Create();
        return new Command("update", "Change a user's groups or how long their tokens may live, or disable or enable the user") { name, groups, disable, enable, longest, output }.Calls(async (parsed, api, to, cancellation) =>
        {
            bool? disabled = (parsed.GetValue(disable), parsed.GetValue(enable)) switch
            {
                (true, true) => throw new CommandException("--disable and --enable exclude each other."),
                (true, false) => true,
                (false, true) => false,
                _ => null,
            };
            var change = new UserChange(disabled, parsed.GetValue(groups) is { Length: > 0 } named ? named : null, parsed.GetValue(longest));
            await Printer.OutcomeAsync(
                await api.SendAsync(HttpMethod.Patch, Path(parsed, name), cancellation, ApiClient.Json(change, ApiJson.Default.UserChange)),
                parsed.GetValue(output),
                to,
                $"user {parsed.GetValue(name)} updated");
        });
    }

    private static Command Invite()
    {
        var name = Name();
        var output = OutputOption.Create();
        return new Command("invite", "Make a link by which a person chooses a password, once") { name, output }.Calls(async (parsed, api, to, cancellation) =>
        {
            var made = await api.SendAsync(HttpMethod.Post, Path(parsed, name) + "/invitation", ApiJson.Default.Invitation, cancellation);
            await Printer.OutcomeAsync(made.Json, parsed.GetValue(output), to, $"{made.Value.Link}\nGood {Ages.Until(made.Value.Expires)}, and once. Whoever has it becomes {parsed.GetValue(name)}.");
        });
    }

    private static Command ResetSecondFactor()
    {
        var name = Name();
        return new Command("reset-second-factor", "Switch a second factor off, for somebody who lost the app and the recovery codes") { name }.Calls(async (parsed, api, to, cancellation) =>
        {
            await api.SendAsync(HttpMethod.Delete, Path(parsed, name) + "/second-factor", cancellation);
            await to.WriteLineAsync($"the second factor of {parsed.GetValue(name)} is off: the password is enough until they set it up anew");
        });
    }

    private static Command Revoke()
    {
        var name = Name();
        var output = OutputOption.Create();
        return new Command("revoke", "End every session, token and invitation of a user at once, and all that runs on them") { name, output }.Calls(
            async (parsed, api, to, cancellation) =>
            {
                var revoked = await api.SendAsync(HttpMethod.Post, Path(parsed, name) + "/revoke", ApiJson.Default.Revoked, cancellation);
                await Printer.OutcomeAsync(revoked.Json, parsed.GetValue(output), to, $"{revoked.Value.Count} credentials of {parsed.GetValue(name)} revoked");
            });
    }

    private static Command Remove()
    {
        var name = Name();
        return new Command("remove", "Remove a user with all credentials and assignments") { name }.Calls(async (parsed, api, to, cancellation) =>
        {
            await api.SendAsync(HttpMethod.Delete, Path(parsed, name), cancellation);
            await to.WriteLineAsync($"user {parsed.GetValue(name)} removed");
        });
    }

    private static Argument<string> Name() => new("NAME") { Description = "the user's name", HelpName = "NAME", CompletionSources = { HubNames.Users } };

    private static string Path(ParseResult parsed, Argument<string> name) => $"/api/v1/users/{Uri.EscapeDataString(parsed.GetRequiredValue(name))}";
}
