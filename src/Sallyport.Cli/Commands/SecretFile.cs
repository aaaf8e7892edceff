namespace Sallyport.Cli.Commands;

/// <summary>A secret from a file or a pipe: on the command line it would stand in the shell's history and in every list of processes.</summary>
internal static class SecretFile
{
    public const string Help = "a file with the secret alone in it; - reads it from the standard input";

    /// <exception cref="CommandException">It cannot be read, or there is nothing in it.</exception>
    public static string Read(string path)
    {
        try
        {
            var text = (path == "-" ? Console.In.ReadToEnd() : File.ReadAllText(path)).TrimEnd('\r', '\n');
            return text.Length > 0 ? text : throw new CommandException($"{path} is empty.");
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new CommandException($"{path} cannot be read: {unreadable.Message}");
        }
    }
}
