using System.Text;
using Sallyport.Cli.Storage;

namespace Sallyport.Cli.Kubeconfigs;

/// <summary>A kubeconfig on the disk.</summary>
internal static class KubeconfigFile
{
    /// <summary>What the file held before the last change, beside it.</summary>
    public const string BackupSuffix = ".sallyport-backup";

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Its text, with a byte order mark if it has one; empty when there is no such file.</summary>
    /// <exception cref="CommandException">It cannot be read.</exception>
    public static string Read(string path)
    {
        try
        {
            return File.Exists(path) ? Strict.GetString(File.ReadAllBytes(path)) : "";
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or DecoderFallbackException)
        {
            throw new CommandException($"{path} cannot be read: {unreadable.Message}");
        }
    }

    /// <summary>Puts a text in the place of the file's at once, and keeps the old one beside it.</summary>
    /// <exception cref="CommandException">It cannot be written.</exception>
    public static void Replace(string path, string text)
    {
        // A link is followed, so that a kubeconfig kept in another place is changed there and the link stays one.
        var link = new FileInfo(path).LinkTarget is null ? null : File.ResolveLinkTarget(path, returnFinalTarget: true);
        var target = link?.FullName ?? path;
        try
        {
            if (File.Exists(target))
            {
                PrivateFile.Write(target + BackupSuffix, File.ReadAllBytes(target));
            }

            PrivateFile.Write(target, Strict.GetBytes(text));
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            throw new CommandException($"{path} cannot be written: {failed.Message}");
        }
    }
}
