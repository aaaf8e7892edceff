using System.CommandLine;
using Sallyport.Cli.Output;
using Sallyport.Cli.Sessions;

namespace Sallyport.Cli.Commands;

/// <summary>The sign-ins on this machine.</summary>
internal static class ProfilesCommand
{
    public static Command Create() => new("profiles", "List the sign-ins on this machine, and choose one") { List(), Use() };

    private static Command List()
    {
        var command = new Command("list", "List the sign-ins on this machine; * is the one in use");
        command.SetAction(async (parsed, cancellation) =>
        {
            var chosen = Profiles.FindChosen(parsed.Named())?.Name;
            var rows = Profiles.SignedIn().Select(profile => (profile.Name, Session: profile.Load())).Select(profile => new[]
            {
                profile.Name == chosen ? "*" : "", profile.Name, profile.Session.User, profile.Session.Server.ToString(),
            });
            await Printer.TableAsync(parsed.InvocationConfiguration.Output, ["IN USE", "NAME", "USER", "HUB"], rows);
            return ExitCodes.Done;
        });
        return command;
    }

    private static Command Use()
    {
        var name = new Argument<string>("NAME") { Description = "a profile's name" };
        name.CompletionSources.Add(_ => Profiles.SignedIn().Select(profile => profile.Name));
        var command = new Command("use", "Use this sign-in from now on") { name };
        command.SetAction(async (parsed, cancellation) =>
        {
            var profile = Profiles.Get(parsed.GetRequiredValue(name));
            var session = profile.Load();
            Profiles.Use(profile);
            await parsed.InvocationConfiguration.Output.WriteLineAsync($"Using {profile.Name}: {session.User} at {session.Server}");
            return ExitCodes.Done;
        });
        return command;
    }
}
