using Sallyport.Cli.Kubeconfigs;

namespace Sallyport.Cli.Tests.Kubeconfigs;

public sealed class KubeconfigPathsTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("sallyport-kubeconfig-");

    /// <summary>What KUBECONFIG names, which of it exists, where a new entry goes: clientcmd's rules.</summary>
    public static TheoryData<string, string[], string> Rules => new()
    {
        { "", [], "home/.kube/config" },
        { ":", [], "home/.kube/config" },
        { "a", [], "a" },
        { "a:b", ["a", "b"], "a" },
        { "a:b", ["b"], "b" },
        { "a:b:c", [], "c" },
        { "a::a:b", [], "b" },
    };

    [Theory]
    [MemberData(nameof(Rules))]
    public void ForNewEntries_FollowsKubectl(string kubeconfig, string[] existing, string written)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The paths here are separated by colons.");
        foreach (var file in existing)
        {
            File.WriteAllText(In(file), "");
        }

        var paths = KubeconfigPaths.Of(string.Join(':', kubeconfig.Split(':').Select(name => name.Length == 0 ? "" : In(name))), In("home"));

        paths.ForNewEntries.Should().Be(In(written));
        paths.Existing.Should().Equal(existing.Select(In));
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private string In(string name) => Path.Combine(_folder.FullName, name);
}
