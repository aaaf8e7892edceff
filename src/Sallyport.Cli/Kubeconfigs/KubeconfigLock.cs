namespace Sallyport.Cli.Kubeconfigs;

/// <summary>kubectl's own lock on a kubeconfig, a file beside it that must not be there yet: holds off kubectl and other runs of this.</summary>
internal sealed class KubeconfigLock : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(25);
    private readonly string _path;

    private KubeconfigLock(string path) => _path = path;

    /// <exception cref="CommandException">Somebody holds it for too long.</exception>
    public static async Task<KubeconfigLock> TakeAsync(string kubeconfig, CancellationToken cancellation)
    {
        var path = kubeconfig + ".lock";
        var began = TimeProvider.System.GetTimestamp();
        while (true)
        {
            try
            {
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                new FileStream(path, FileMode.CreateNew, FileAccess.Write).Dispose();
                return new KubeconfigLock(path);
            }
            catch (IOException held) when (IsHeld(held) && TimeProvider.System.GetElapsedTime(began) < Patience)
            {
                await Task.Delay(Pause, cancellation);
            }
            catch (IOException held) when (IsHeld(held))
            {
                throw new CommandException($"{path} says that another program is writing this kubeconfig. If none is, delete that file and try again.");
            }
            catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
            {
                throw new CommandException($"{kubeconfig} cannot be written: {failed.Message}");
            }
        }
    }

    public void Dispose() => File.Delete(_path);

    /// <summary>That the file is there: EEXIST, and what Windows says.</summary>
    private static bool IsHeld(IOException failed) => failed.HResult is 17 or unchecked((int)0x80070050);
}
