namespace Sallyport.Cli.Kubeconfigs;

/// <summary>Which files kubectl reads, and which one it would write a new entry to (clientcmd's loading rules).</summary>
internal sealed class KubeconfigPaths
{
    private KubeconfigPaths(IReadOnlyList<string> all) => All = all;

    /// <summary>In order: of two entries with one name, the first file's holds.</summary>
    public IReadOnlyList<string> All { get; }

    public IEnumerable<string> Existing => All.Where(File.Exists);

    /// <summary>Where a new entry goes: the first file that exists; where none does, the last in the list.</summary>
    public string ForNewEntries => Existing.FirstOrDefault() ?? All[^1];

    public static KubeconfigPaths Of(string? kubeconfig, string home)
    {
        var listed = (kubeconfig ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries).Select(Path.GetFullPath).Distinct().ToArray();
        return new KubeconfigPaths(listed.Length > 0 ? listed : [Path.Combine(home, ".kube", "config")]);
    }

    public static KubeconfigPaths OfEnvironment() => Of(
        Environment.GetEnvironmentVariable("KUBECONFIG"),
        Environment.GetFolderPath(Environment.SpecialFolder.UserProfile, Environment.SpecialFolderOption.DoNotVerify));
}
