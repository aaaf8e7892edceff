using System.CommandLine;
using System.Net;
using Sallyport.Cli.Api;
using Sallyport.Cli.Completion;
using Sallyport.Cli.Output;

namespace Sallyport.Cli.Commands;

/// <summary>Gateway tokens.</summary>
internal static class TokensCommand
{
    private const string Own = "/api/v1/me/tokens";

    public static Command Create() => new("tokens", "Create, list and revoke tokens and sessions") { Issue(), List(), Revoke() };

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
        user.Arity = ArgumentArity.ZeroOrOne;
        user.Description = "the user's name; without one, your own tokens and sessions";
        var command = new Command("list", "List your own tokens and sessions, or another user's (never the secrets)") { user };
        var list = new ListOptions(command);
        return command.Calls((parsed, api, to, cancellation) => list.PrintAsync(
            parsed,
            api,
            parsed.GetValue(user) is { } name ? Path(name) : Own,
            ApiJson.Default.TokenArray,
            to,
            "There are no tokens.",
            ["ID", "USE", "CREATED", "ENDS", "FROM", "DESCRIPTION"],
            token => [token.Id, token.Use ?? "", Ages.Since(token.Created), Ages.Until(token.Expires), token.Client ?? "", token.Description ?? ""],
            cancellation));
    }

    private static Command Revoke()
    {
        var id = new Argument<string>("ID") { Description = "a token's id, from: sallyport tokens list" };
        return new Command("revoke", "Revoke a token or a session, your own or another user's; its running streams end at once") { id }.Calls(async (parsed, api, to, cancellation) =>
        {
            var which = Uri.EscapeDataString(parsed.GetRequiredValue(id));
            try
            {
                await api.SendAsync(HttpMethod.Delete, $"{Own}/{which}", cancellation);
            }
            catch (ApiException notOwn) when (notOwn.Status == HttpStatusCode.NotFound)
            {
                await api.SendAsync(HttpMethod.Delete, $"/api/v1/tokens/{which}", cancellation);
            }

            await to.WriteLineAsync($"token {parsed.GetValue(id)} revoked");
        });
    }

    private static Argument<string> User() => new("NAME") { Description = "the user's name", HelpName = "NAME", CompletionSources = { HubNames.Users } };

    private static string Path(string user) => $"/api/v1/users/{Uri.EscapeDataString(user)}/tokens";
}
