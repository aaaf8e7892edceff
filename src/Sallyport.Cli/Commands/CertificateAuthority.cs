using System.CommandLine;

namespace Sallyport.Cli.Commands;

/// <summary>The hub's CA on the command line.</summary>
internal static class CertificateAuthority
{
    public static Option<FileInfo?> Option() => new("--ca")
    {
        Description = "the hub's CA certificate in PEM, where the system does not trust it already",
        HelpName = "FILE",
    };

    /// <exception cref="CommandException">The file cannot be read.</exception>
    public static string? Read(FileInfo? file)
    {
        try
        {
            return file is null ? null : File.ReadAllText(file.FullName);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new CommandException($"--ca: {unreadable.Message}");
        }
    }
}
