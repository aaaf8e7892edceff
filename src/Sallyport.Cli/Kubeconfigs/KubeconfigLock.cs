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
        var end = TimeProvider.System.GetTimestamp();
        while (true)
        {
            try
            {
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                new FileStream(path, FileMode.CreateNew, FileAccess.Write).Dispose();
                return new KubeconfigLock(path);
            }
            catch (IOException) when (File.Exists(path) && TimeProvider.System.GetElapsedTime(end) < Patience)
            {
                await Task.Delay(Pause, cancellation);
            }
            catch (IOException) when (File.Exists(path))
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
}
