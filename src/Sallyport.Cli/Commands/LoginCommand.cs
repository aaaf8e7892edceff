using System.CommandLine;
using Sallyport.Cli.Api;
using Sallyport.Cli.Help;
using Sallyport.Cli.Output;
using Sallyport.Cli.Sessions;
using Sallyport.Cli.SigningIn;

namespace Sallyport.Cli.Commands;

/// <summary>Signs in: in the browser, with a code for another machine's browser, or with a token.</summary>
internal static class LoginCommand
{
    public static Command Create()
    {
        var server = ConsoleArgument.Create();
        server.Arity = ArgumentArity.ZeroOrOne;
        server.Description += "; left out, the hub signed in to before";
        var device = new Option<bool>("--device") { Description = "sign in with a browser on another machine, by typing a code" };
        var token = TokenPrompt.Option();
        var ca = CertificateAuthority.Option();
        var command = new Command("login", "Sign in to a hub, in the browser") { server, device, token, ca };
        command.Validators.Add(result =>
        {
            if (result.GetValue(device) && result.GetResult(token) is not null)
            {
                result.AddError("--device and --token exclude each other.");
            }
        });
        command.SetAction(async (parsed, cancellation) =>
        {
            var before = Before(parsed, parsed.GetValue(server));
            var address = parsed.GetValue(server) ?? before?.Server
                ?? throw new CommandException("name the hub: sallyport login https://HUB:8443", ExitCodes.Misuse);
            var authority = CertificateAuthority.Read(parsed.GetValue(ca)) ?? before?.CertificateAuthority;
            var says = parsed.InvocationConfiguration.Error;
            var session = parsed.GetResult(token) is not null
                ? await WithTokenAsync(address, await TokenPrompt.ReadAsync(parsed.GetValue(token), says, cancellation), authority, cancellation)
                : parsed.GetValue(device)
                    ? await DeviceSignIn.RunAsync(address, authority, says, cancellation)
                    : await BrowserSignIn.RunAsync(address, authority, says, cancellation);
            await KeepAsync(parsed, session, cancellation);
            return ExitCodes.Done;
        });
        return command.Taught(
            """
            sallyport login https://hub.example.com:8443
            sallyport login --device                              # on a machine without a browser
            sallyport login https://hub.example.com:8443 --token  # with a token, which is asked for or read from a pipe
            sallyport login https://hub.example.com:8443 --ca ca.crt --profile admin
            """);
    }

    /// <summary>Keeps a session under the profile that was named, or the hub's own, and makes it the one in use.</summary>
    internal static async Task KeepAsync(ParseResult parsed, Session session, CancellationToken cancellation)
    {
        var profile = Profiles.Get(parsed.Named() ?? Profile.NameOf(session.Server));
        using (await ProfileLock.TakeAsync(profile, cancellation))
        {
            // A credential that was made from an earlier sign-in must not outlive it here.
            profile.Delete();
            profile.Save(session);
        }

        Profiles.Use(profile);
        await parsed.InvocationConfiguration.Output.WriteLineAsync(
            $"Signed in to {session.Server} as {Printer.Inert(session.User)} (profile {profile.Name}). Next: {InvokedAs.Words} kubeconfig --merge");
    }

    /// <summary>The sign-in that this one takes the place of: its hub and CA need not be named again.</summary>
    private static Session? Before(ParseResult parsed, Uri? server)
    {
        var profile = parsed.Named() is null && server is not null ? Profiles.Get(Profile.NameOf(server)) : Profiles.FindChosen(parsed.Named());
        return profile is { Exists: true } && profile.Load() is var before && (server is null || before.Server == server) ? before : null;
    }

    private static async Task<Session> WithTokenAsync(Uri server, string token, string? authority, CancellationToken cancellation)
    {
        var session = new Session(server, "", token, authority);
        using var api = new ApiClient(session);
        var me = await api.SendAsync(HttpMethod.Get, "/api/v1/me", ApiJson.Default.Me, cancellation);
        return session with { User = me.Value.User };
    }
}
