using Sallyport.Cli.Storage;

namespace Sallyport.Cli.Sessions;

/// <summary>
/// Lets one process at a time ask the hub for a profile's tokens: a refresh token is good once, and twenty kubectls that start
/// together need one credential. It ends with the process, however that ends.
/// </summary>
internal static class ProfileLock
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    /// <exception cref="CommandException">Another process holds it for too long.</exception>
    public static async Task<IDisposable> TakeAsync(Profile profile, CancellationToken cancellation)
    {
        PrivateFile.CreateFolder(Path.GetDirectoryName(profile.LockPath)!);
        var began = TimeProvider.System.GetTimestamp();
        while (true)
        {
            try
            {
                return new FileStream(profile.LockPath, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (TimeProvider.System.GetElapsedTime(began) < Patience)
            {
                await Task.Delay(Pause, cancellation);
            }
            catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
            {
                throw new CommandException($"{profile.LockPath} is held by another sallyport or cannot be opened: {failed.Message}");
            }
        }
    }
}
