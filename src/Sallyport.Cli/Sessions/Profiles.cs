using System.Text;
using Sallyport.Cli.Storage;

namespace Sallyport.Cli.Sessions;

/// <summary>The sign-ins on this machine: several hubs, or one hub as several people.</summary>
internal static class Profiles
{
    public const string Variable = "SALLYPORT_PROFILE";

    /// <summary><c>$SALLYPORT_CONFIG_HOME</c>, else the platform's own place for configuration.</summary>
    public static string Folder =>
        Environment.GetEnvironmentVariable("SALLYPORT_CONFIG_HOME") is { Length: > 0 } chosen
            ? Path.GetFullPath(chosen)
            : Path.Combine(
                Environment.GetFolderPath(Environment.SpecialFolder.ApplicationData, Environment.SpecialFolderOption.DoNotVerify),
                "sallyport");

    private static string ProfilesFolder => Path.Combine(Folder, "profiles");

    private static string CurrentPath => Path.Combine(Folder, "current-profile");

    public static Profile Get(string name) => new(name, ProfilesFolder);

    /// <summary>Those with a session, by name.</summary>
    public static IEnumerable<Profile> SignedIn() =>
        Directory.Exists(ProfilesFolder)
            ? Directory.EnumerateDirectories(ProfilesFolder).Select(folder => Get(Path.GetFileName(folder))).Where(profile => profile.Exists)
                .OrderBy(profile => profile.Name, StringComparer.Ordinal)
            : [];

    /// <summary>The one to use: the one named, else <c>$SALLYPORT_PROFILE</c>, else the last one signed in to or chosen.</summary>
    /// <exception cref="CommandException">None is named, and nobody is signed in.</exception>
    public static Profile Choose(string? named) =>
        FindChosen(named) ?? throw new CommandException("you are not signed in. Sign in with: sallyport login https://HUB:8443", ExitCodes.SignInNeeded);

    /// <summary>The same; null when none is named and there is none.</summary>
    public static Profile? FindChosen(string? named)
    {
        var name = named ?? (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } variable ? variable : Current());
        return name is null ? null : Get(name);
    }

    /// <summary>Makes a profile the one that is used when none is named.</summary>
    public static void Use(Profile profile) => PrivateFile.Write(CurrentPath, Encoding.UTF8.GetBytes(profile.Name));

    public static string? Current() =>
        File.Exists(CurrentPath) && File.ReadAllText(CurrentPath).Trim() is { Length: > 0 } name ? name : null;
}
