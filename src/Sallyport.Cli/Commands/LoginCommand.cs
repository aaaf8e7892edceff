using System.CommandLine;
using Sallyport.Cli.Api;
using Sallyport.Cli.Sessions;

namespace Sallyport.Cli.Commands;

/// <summary>Signs in with a token, which is checked before it is kept.</summary>
internal static class LoginCommand
{
    public static Command Create()
    {
        var server = ConsoleArgument.Create();
        var token = new Option<string>("--token") { Description = "a gateway token (spt_...), or - to read it from standard input", Required = true };
        var ca = CertificateAuthorityOption();
        var command = new Command("login", "Sign in to a hub") { server, token, ca };
        command.SetAction(async (parsed, cancellation) =>
        {
            var given = parsed.GetRequiredValue(token);
            var secret = given == "-" ? (await Console.In.ReadLineAsync(cancellation) ?? "").Trim() : given;
            var address = parsed.GetRequiredValue(server);
            var session = new Session(address, "", secret, ReadCertificateAuthority(parsed.GetValue(ca)));
            using var api = new ApiClient(session);
            var me = await api.SendAsync(HttpMethod.Get, "/api/v1/me", ApiJson.Default.Me, cancellation);
            await KeepAsync(parsed, session with { User = me.Value.User }, cancellation);
            return ExitCodes.Done;
        });
        return command;
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
        await parsed.InvocationConfiguration.Output.WriteLineAsync($"Signed in to {session.Server} as {session.User} (profile {profile.Name}).");
    }

    internal static Option<FileInfo?> CertificateAuthorityOption() => new("--ca")
    {
        Description = "the hub's CA certificate in PEM, where the system does not trust it already",
    };

    internal static string? ReadCertificateAuthority(FileInfo? file)
    {
        if (file is null)
        {
            return null;
        }

        try
        {
            return File.ReadAllText(file.FullName);
        }
        catch (IOException unreadable)
        {
            throw new CommandException($"--ca: {unreadable.Message}");
        }
    }
}
