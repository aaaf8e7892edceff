using System.CommandLine;
using Sallyport.Cli.Sessions;

namespace Sallyport.Cli.Commands;

/// <summary>Forgets the session on this machine.</summary>
internal static class LogoutCommand
{
    public static Command Create()
    {
        var command = new Command("logout", "Forget the session on this machine; a token made by hand stays valid (see: sallyport tokens revoke)");
        command.SetAction(async (parsed, cancellation) =>
        {
            var was = false;
            if (Profiles.FindChosen(parsed.Named()) is { Exists: true } profile)
            {
                using (await ProfileLock.TakeAsync(profile, cancellation))
                {
                    was = profile.Delete();
                }
            }

            await parsed.InvocationConfiguration.Output.WriteLineAsync(was ? "Signed out." : "You were not signed in.");
            return ExitCodes.Done;
        });
        return command;
    }
}
