using System.CommandLine;
using Sallyport.Cli.Api;
using Sallyport.Cli.Completion;
using Sallyport.Cli.Output;

namespace Sallyport.Cli.Commands;

/// <summary>Gateway tokens.</summary>
internal static class TokensCommand
{
    public static Command Create() => new("tokens", "Create, list and revoke gateway tokens") { Issue(), List(), Revoke() };

    private static Command Issue()
    {
        var user = User();
        var validFor = new Option<string>("--valid-for") { Description = "how long it lives, as 8h", DefaultValueFactory = _ => "8h" };
        var description = new Option<string?>("--description") { Description = "what it is for" };
        var output = OutputOption.Create();
        return new Command("create", "Create a token; it is shown once") { user, validFor, description, output }.Calls(async (parsed, api, to, cancellation) =>
        {
            var created = await api.SendAsync(
                HttpMethod.Post,
                Path(parsed.GetRequiredValue(user)),
                ApiJson.Default.CreatedToken,
                cancellation,
                ApiClient.Json(new NewToken(parsed.GetValue(validFor), parsed.GetValue(description)), ApiJson.Default.NewToken));
            if (parsed.GetValue(output) != OutputFormat.Table)
            {
                await Printer.DocumentAsync(created.Json, parsed.GetValue(output), to);
            }
            else
            {
                await to.WriteLineAsync(created.Value.Token);
            }
        });
    }

    private static Command List()
    {
        var user = User();
        var command = new Command("list", "List a user's tokens (never the secrets)") { user };
        var list = new ListOptions(command);
        return command.Calls((parsed, api, to, cancellation) => list.PrintAsync(
            parsed,
            api,
            Path(parsed.GetRequiredValue(user)),
            ApiJson.Default.TokenArray,
            to,
            "The user has no tokens.",
            ["ID", "CREATED", "ENDS", "DESCRIPTION"],
            token => [token.Id, Ages.Since(token.Created), Ages.Until(token.Expires), token.Description ?? ""],
            cancellation));
    }

    private static Command Revoke()
    {
        var id = new Argument<string>("ID") { Description = "a token's id, from: sallyport tokens list" };
        return new Command("revoke", "Revoke a token; its running streams end at once") { id }.Calls(async (parsed, api, to, cancellation) =>
        {
            await api.SendAsync(HttpMethod.Delete, $"/api/v1/tokens/{Uri.EscapeDataString(parsed.GetRequiredValue(id))}", cancellation);
            await to.WriteLineAsync($"token {parsed.GetValue(id)} revoked");
        });
    }

    private static Argument<string> User() => new("NAME") { Description = "the user's name", HelpName = "NAME", CompletionSources = { HubNames.Users } };

    private static string Path(string user) => $"/api/v1/users/{Uri.EscapeDataString(user)}/tokens";
}
