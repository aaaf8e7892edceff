using System.CommandLine;
using Sallyport.Cli.Api;
using Sallyport.Cli.Completion;
using Sallyport.Cli.Output;

namespace Sallyport.Cli.Commands;

/// <summary>The people and machines that the hub knows.</summary>
internal static class UsersCommand
{
    public static Command Create() => new("users", "List, add, change and remove users") { List(), Add(), Update(), Remove() };

    private static Command List()
    {
        var output = OutputOption.Create();
        return new Command("list", "List the users and their groups") { output }.Calls(async (parsed, api, to, cancellation) =>
            await Printer.PrintAsync(
                await api.SendAsync(HttpMethod.Get, "/api/v1/users", ApiJson.Default.UserArray, cancellation),
                parsed.GetValue(output),
                to,
                "There are no users.",
                ["NAME", "GROUPS", "STATE"],
                user => [user.Name, string.Join(",", user.Groups ?? []), user.Disabled ? "disabled" : "active"]));
    }

    private static Command Add()
    {
        var name = Name();
        var groups = new Option<string[]>("--group") { Description = "a group the user belongs to; may be repeated", DefaultValueFactory = _ => [] };
        return new Command("add", "Add a user, who can do nothing until given a role") { name, groups }.Calls(async (parsed, api, to, cancellation) =>
        {
            var user = new NewUser(parsed.GetRequiredValue(name), parsed.GetValue(groups) ?? []);
            await api.SendAsync(HttpMethod.Post, "/api/v1/users", cancellation, ApiClient.Json(user, ApiJson.Default.NewUser));
            await to.WriteLineAsync($"user {user.Name} added. Give a credential: sallyport tokens create {user.Name}");
        });
    }

    private static Command Update()
    {
        var name = Name();
        var groups = new Option<string[]?>("--group") { Description = "the groups the user belongs to from now on; may be repeated" };
        var disable = new Option<bool>("--disable") { Description = "end all of the user's requests and streams at once" };
        var enable = new Option<bool>("--enable") { Description = "let the user in again" };
        return new Command("update", "Change a user's groups, or disable or enable the user") { name, groups, disable, enable }.Calls(async (parsed, api, to, cancellation) =>
        {
            bool? disabled = (parsed.GetValue(disable), parsed.GetValue(enable)) switch
            {
                (true, true) => throw new CommandException("--disable and --enable exclude each other."),
                (true, false) => true,
                (false, true) => false,
                _ => null,
            };
            var change = new UserChange(disabled, parsed.GetValue(groups) is { Length: > 0 } named ? named : null);
            await api.SendAsync(HttpMethod.Patch, Path(parsed, name), cancellation, ApiClient.Json(change, ApiJson.Default.UserChange));
            await to.WriteLineAsync($"user {parsed.GetValue(name)} updated");
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
