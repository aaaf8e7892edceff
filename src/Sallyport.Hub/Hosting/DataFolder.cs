namespace Sallyport.Hub.Hosting;

/// <summary>The hub's folder: only its owner may look into it, since keys lie there, and the demo's tokens in the clear.</summary>
internal static class DataFolder
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    public static void Create(string folder)
    {
        try
        {
            if (OperatingSystem.IsWindows())
            {
                Directory.CreateDirectory(folder);
            }
            else
            {
                Directory.CreateDirectory(folder, OwnerOnly | UnixFileMode.UserExecute);
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new StartFailure($"The folder {folder} cannot be used: {failure.Message}");
        }
    }

    /// <summary>Writes a file whole, readable for its owner alone.</summary>
    public static async Task WriteAsync(string path, string text, CancellationToken cancellationToken)
    {
        var written = path + ".new";
        File.Delete(written);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnly;
        }

        await using (var writer = new StreamWriter(written, options))
        {
            await writer.WriteAsync(text.AsMemory(), cancellationToken);
        }

        File.Move(written, path, overwrite: true);
    }
}
