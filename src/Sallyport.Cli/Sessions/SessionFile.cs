using System.Text.Json;
using Sallyport.Cli.Api;

namespace Sallyport.Cli.Sessions;

/// <summary>The session on disk, in a file that only its owner can read.</summary>
internal static class SessionFile
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary><c>$SALLYPORT_CONFIG_HOME</c>, else the platform's own place for configuration.</summary>
    public static string Folder =>
        Environment.GetEnvironmentVariable("SALLYPORT_CONFIG_HOME") is { Length: > 0 } chosen
            ? chosen
            : Path.Combine(
                Environment.GetFolderPath(Environment.SpecialFolder.ApplicationData, Environment.SpecialFolderOption.DoNotVerify),
                "sallyport");

    private static string FilePath => Path.Combine(Folder, "session.json");

    /// <exception cref="CommandException">Nobody is signed in, or the file cannot be read.</exception>
    public static Session Load()
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(FilePath), ApiJson.Default.Session)
                ?? throw new CommandException($"{FilePath} is empty. Sign in again: sallyport login https://HUB:8443 --token TOKEN");
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new CommandException("you are not signed in. Sign in with: sallyport login https://HUB:8443 --token TOKEN --ca ca.crt");
        }
        catch (JsonException)
        {
            throw new CommandException($"{FilePath} cannot be read. Sign in again: sallyport login https://HUB:8443 --token TOKEN");
        }
    }

    public static void Save(Session session)
    {
        CreateFolder();
        // Written beside and moved over, so that a full disk or a crash leaves the old session whole.
        var draft = FilePath + "." + Path.GetRandomFileName();
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnly;
        }

        using (var file = new FileStream(draft, options))
        {
            JsonSerializer.Serialize(file, session, ApiJson.Default.Session);
        }

        File.Move(draft, FilePath, overwrite: true);
    }

    /// <summary>Forgets the session; false when there was none.</summary>
    public static bool Delete()
    {
        if (!File.Exists(FilePath))
        {
            return false;
        }

        File.Delete(FilePath);
        return true;
    }

    private static void CreateFolder()
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(Folder);
        }
        else
        {
            Directory.CreateDirectory(Folder, OwnerOnly | UnixFileMode.UserExecute);
        }
    }
}
