using System.CommandLine;
using System.Text.Json;
using Sallyport.Cli.Api;
using Sallyport.Cli.Output;
using Sallyport.Cli.Sessions;

namespace Sallyport.Cli.Commands;

/// <summary>The sign-ins on this machine.</summary>
internal static class ProfilesCommand
{
    public static Command Create() => new("profiles", "List the sign-ins on this machine, and choose one") { List(), Use() };

    private static Command List()
    {
        var output = OutputOption.Create();
        var command = new Command("list", "List the sign-ins on this machine, and which one is in use") { output };
        command.SetAction(async (parsed, cancellation) =>
        {
            var chosen = Profiles.FindChosen(parsed.Named())?.Name;
            var all = Profiles.SignedIn().Select(profile => Show(profile, chosen)).ToArray();
            await Printer.PrintAsync(
                new ApiAnswer<ProfileModel[]>(all, JsonSerializer.Serialize(all, ApiJson.Default.ProfileModelArray)),
                parsed.GetValue(output),
                parsed.InvocationConfiguration.Output,
                "Nobody is signed in. Sign in with: sallyport login https://HUB:8443",
                ["NAME", "USER", "HUB", "ENDS", "IN USE"],
                profile => [profile.Name, profile.User, profile.Server.ToString(), Ages.Until(profile.Ends), profile.InUse ? "yes" : "no"]);
            return ExitCodes.Done;
        });
        return command;
    }

    private static ProfileModel Show(Profile profile, string? chosen)
    {
        var session = profile.Load();
        return new ProfileModel(profile.Name, session.User, session.Server, session.Ends, profile.Name == chosen);
    }

    private static Command Use()
    {
        var name = new Argument<string>("NAME") { HelpName = "NAME", Description = "a profile's name" };
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
