using System.CommandLine;
using Sallyport.Cli.Api;
using Sallyport.Cli.Sessions;
using Sallyport.Cli.SigningIn;

namespace Sallyport.Cli.Commands;

/// <summary>Ends the session at the hub, and forgets it here.</summary>
internal static class LogoutCommand
{
    public static Command Create()
    {
        var command = new Command("logout", "End the session, at the hub and on this machine; a token made by hand stays valid (see: sallyport tokens revoke)");
        command.SetAction(async (parsed, cancellation) =>
        {
            var to = parsed.InvocationConfiguration.Output;
            if (Profiles.FindChosen(parsed.Named()) is not { Exists: true } profile)
            {
                await to.WriteLineAsync("You were not signed in.");
                return ExitCodes.Done;
            }

            using (await ProfileLock.TakeAsync(profile, cancellation))
            {
                var session = profile.Load();
                profile.Delete();
                await EndAsync(session, parsed.InvocationConfiguration.Error, cancellation);
            }

            await to.WriteLineAsync($"Signed out of {profile.Name}.");
            return ExitCodes.Done;
        });
        return command;
    }

    private static async Task EndAsync(Session session, TextWriter warnings, CancellationToken cancellation)
    {
        if (session.RefreshToken is null)
        {
            return;
        }

        try
        {
            using var hub = new OAuthClient(session.Server, session.CertificateAuthority);
            await hub.RevokeAsync(session.RefreshToken, cancellation);
        }
        catch (ApiException unreachable)
        {
            await warnings.WriteLineAsync($"warning: the hub was not told, so the session ends there by itself: {unreachable.Message}");
        }
    }
}
