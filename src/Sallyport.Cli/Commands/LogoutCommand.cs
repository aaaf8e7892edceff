using System.CommandLine;
using Sallyport.Cli.Sessions;

namespace Sallyport.Cli.Commands;

/// <summary>Forgets the session on this machine.</summary>
internal static class LogoutCommand
{
    public static Command Create()
    {
        var command = new Command("logout", "Forget the session on this machine; the token itself stays valid (see: sallyport tokens revoke)");
        command.SetAction(parsed =>
        {
            parsed.InvocationConfiguration.Output.WriteLine(SessionFile.Delete() ? "Signed out." : "You were not signed in.");
            return ExitCodes.Done;
        });
        return command;
    }
}
