using System.CommandLine;
using Sallyport.Cli.Api;
using Sallyport.Cli.Help;
using Sallyport.Cli.Output;

namespace Sallyport.Cli.Commands;

/// <summary>The OpenID Connect providers that people sign in with.</summary>
internal static class ProvidersCommand
{
    private const string What = "identity provider";
    private const string Path = "/api/v1/providers";

    public static Command Create() => new("providers", "List, show, set and remove the identity providers that people sign in with")
    {
        List(), Named.Get(What, Path), Set(), Named.Remove(What, Path, "Remove an identity provider, with every session begun by it and every membership it gave"),
    };

    private static Command List()
    {
        var command = new Command("list", "List the identity providers (never their secrets)");
        var list = new ListOptions(command);
        return command.Calls((parsed, api, to, cancellation) => list.PrintAsync(
            parsed,
            api,
            Path,
            ApiJson.Default.ProviderArray,
            to,
            "There are no identity providers: people sign in with passwords and passkeys. Set one: sallyport providers set --help",
            ["NAME", "ISSUER", "CLIENT", "GROUPS"],
            provider => [provider.Name, provider.Issuer, provider.ClientId, Mappings(provider.Groups)],
            cancellation));
    }

    private static Command Set()
    {
        var name = new Argument<string>("NAME") { Description = "what it is called here: lower case letters, digits and -" };
        var issuer = new Option<string>("--issuer") { Description = "its address, exactly as its metadata says it", HelpName = "URL", Required = true };
        var client = new Option<string>("--client-id") { Description = "the client that the hub is there", HelpName = "ID", Required = true };
        var secret = new Option<string?>("--client-secret-file") { Description = SecretFile.Help + "; left out, the secret of until now stays", HelpName = "FILE" };
        var title = new Option<string?>("--title") { Description = "what people read where they sign in", HelpName = "TEXT" };
        var scopes = new Option<string?>("--scopes") { Description = "what is asked for (default: openid profile email)", HelpName = "SCOPES" };
        var nameClaim = new Option<string?>("--name-claim") { Description = "the claim that names a new user (default: preferred_username)", HelpName = "CLAIM" };
        var groupsClaim = new Option<string?>("--groups-claim") { Description = "the claim that lists groups (default: groups)", HelpName = "CLAIM" };
        var groups = new Option<string[]>("--group") { Description = "a group of the provider and a group here that its members are in; may be repeated", HelpName = "THEIRS=OURS", DefaultValueFactory = _ => [] };
        var prefix = new Option<string?>("--import-prefix") { Description = "take groups that are not mapped too, with this before their names", HelpName = "PREFIX" };
        var authority = new Option<string?>("--certificate-authority-file")
        {
            Description = "the certificates, in PEM, of a private authority that its own is signed by; left out, those of until now stay",
            HelpName = "FILE",
        };
        var output = OutputOption.Create();
        var command = new Command(
            "set",
            """
            Add an identity provider, or replace all that is said of one.
            A new person has no rights until a role is assigned to them, or to a group that the provider puts them in.
            """)
        {
            name, issuer, client, secret, title, scopes, nameClaim, groupsClaim, groups, prefix, authority, output,
        };
        command.Taught(
            """
            sallyport providers set corp --issuer https://id.example.com --client-id sallyport --client-secret-file secret.txt --group developers=dev
            pass show sallyport/oidc | sallyport providers set corp --issuer https://id.example.com --client-id sallyport --client-secret-file -
            """);
        return command.Calls(async (parsed, api, to, cancellation) =>
        {
            var change = new ProviderChange(
                parsed.GetRequiredValue(issuer),
                parsed.GetRequiredValue(client),
                parsed.GetValue(secret) is { } file ? SecretFile.Read(file) : null,
                parsed.GetValue(title),
                parsed.GetValue(scopes),
                parsed.GetValue(nameClaim),
                parsed.GetValue(groupsClaim),
                Groups(parsed.GetValue(groups) ?? []),
                parsed.GetValue(prefix),
                parsed.GetValue(authority) is { } trusted ? SecretFile.Read(trusted) : null);
            var provider = parsed.GetRequiredValue(name);
            var set = await api.SendAsync(
                HttpMethod.Put, $"{Path}/{Uri.EscapeDataString(provider)}", ApiJson.Default.Provider, cancellation, ApiClient.Json(change, ApiJson.Default.ProviderChange));
            await Printer.OutcomeAsync(set.Json, parsed.GetValue(output), to, $"identity provider {provider} set. Register this address with it: {set.Value.RedirectUri}");
        });
    }

    private static Dictionary<string, string[]> Groups(IEnumerable<string> mappings) => mappings
        .Select(mapping => mapping.LastIndexOf('=') is var at and > 0
            ? (Theirs: mapping[..at], Ours: mapping[(at + 1)..])
            : throw new CommandException($"'{mapping}' maps no group. Write THEIRS=OURS."))
        .GroupBy(pair => pair.Theirs, StringComparer.Ordinal)
        .ToDictionary(pairs => pairs.Key, pairs => pairs.Select(pair => pair.Ours).ToArray(), StringComparer.Ordinal);

    private static string Mappings(Dictionary<string, string[]>? groups) =>
        string.Join(",", (groups ?? []).SelectMany(pair => pair.Value.Select(ours => $"{pair.Key}={ours}")));
}
