using System.Text.Json;
using System.Text.RegularExpressions;
using Sallyport.Cli.Api;
using Sallyport.Cli.Storage;

namespace Sallyport.Cli.Sessions;

/// <summary>One sign-in that is kept: a hub, a person, a folder that only its owner can read.</summary>
internal sealed partial class Profile
{
    private readonly string _folder;

    /// <param name="name">Its name, which is its folder's.</param>
    /// <param name="parent">The folder of all profiles.</param>
    /// <exception cref="CommandException">That is no name.</exception>
    public Profile(string name, string parent)
    {
        if (!Wellformed().IsMatch(name))
        {
            throw new CommandException($"'{name}' is no profile's name: use letters, digits, '.', '-' and '_'.", ExitCodes.Misuse);
        }

        Name = name;
        _folder = Path.Combine(parent, name);
    }

    public string Name { get; }

    public bool Exists => File.Exists(SessionPath);

    public string LockPath => Path.Combine(_folder, "lock");

    public string CredentialPath => Path.Combine(_folder, "credential.json");

    private string SessionPath => Path.Combine(_folder, "session.json");

    /// <summary>The name that a hub's profile has when none is given.</summary>
    public static string NameOf(Uri server)
    {
        var host = server.Host.Trim('[', ']').Replace(':', '_');
        return server.IsDefaultPort ? host : $"{host}-{server.Port}";
    }

    /// <exception cref="CommandException">Nobody is signed in, or the file cannot be read.</exception>
    public Session Load()
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(SessionPath), ApiJson.Default.Session) is { Server: not null, Token: not null } session
                ? session
                : throw new JsonException();
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new CommandException($"you are not signed in ({Name}). Sign in with: sallyport login https://HUB:8443", ExitCodes.SignInNeeded);
        }
        catch (JsonException)
        {
            throw new CommandException($"{SessionPath} cannot be read. Sign in again: sallyport login https://HUB:8443", ExitCodes.SignInNeeded);
        }
    }

    public void Save(Session session) => PrivateFile.Write(SessionPath, JsonSerializer.SerializeToUtf8Bytes(session, ApiJson.Default.Session));

    /// <summary>Forgets the session and what was made from it; false when there was none.</summary>
    public bool Delete()
    {
        var was = Exists;
        if (Directory.Exists(_folder))
        {
            // The lock stays: a folder that vanishes under somebody who waits for it would let two in.
            File.Delete(SessionPath);
            File.Delete(CredentialPath);
        }

        return was;
    }

    [GeneratedRegex(@"^[A-Za-z0-9_][A-Za-z0-9._-]{0,99}\z")]
    private static partial Regex Wellformed();
}
