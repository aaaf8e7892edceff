using System.CommandLine;
using Sallyport.Cli.Sessions;

namespace Sallyport.Cli.Commands;

/// <summary>Which sign-in a command uses.</summary>
internal static class ProfileOption
{
    public const string Name = "--profile";

    /// <summary>For the root: every command takes it.</summary>
    public static Option<string?> Create() => new(Name)
    {
        Description = $"which sign-in to use, from: sallyport profiles list (default: ${Profiles.Variable}, else the last one chosen)",
        HelpName = "NAME",
        Recursive = true,
        CompletionSources = { _ => Profiles.SignedIn().Select(profile => profile.Name) },
    };

    public static string? Named(this ParseResult parsed) => parsed.GetValue<string?>(Name);

    /// <exception cref="CommandException">None is named, and nobody is signed in.</exception>
    public static Profile Profile(this ParseResult parsed) => Profiles.Choose(parsed.Named());
}
