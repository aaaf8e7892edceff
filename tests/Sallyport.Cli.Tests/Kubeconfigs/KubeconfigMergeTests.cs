using Sallyport.Cli.Kubeconfigs;

namespace Sallyport.Cli.Tests.Kubeconfigs;

/// <summary>The merge on a disk.</summary>
public sealed class KubeconfigMergeTests : IDisposable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const string Stranger = "clusters:\n- name: prod\n  cluster: {server: https://prod}\n";
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("sallyport-kubeconfig-");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Run_NoFile_MakesOneForItsOwnerAlone()
    {
        await MergeAsync(["new/config"], Granted.To("demo"));

        Read("new/config").Names(KubeconfigSection.Contexts).Should().Equal("demo");
        File.GetUnixFileMode(In("new/config")).Should().Be(OwnerOnly);
        Files("new").Should().Equal("config");
    }

    [Fact]
    public async Task Run_File_KeepsABackupAndNoDraftOrLock()
    {
        Write("config", Stranger);
        File.SetUnixFileMode(In("config"), OwnerOnly | UnixFileMode.OtherRead);

        await MergeAsync(["config"], Granted.To("demo"));

        Read("config" + KubeconfigFile.BackupSuffix).Should().Be(Stranger);
        Files("").Should().Equal("config", "config" + KubeconfigFile.BackupSuffix);
        File.GetUnixFileMode(In("config")).Should().Be(OwnerOnly);
        File.GetUnixFileMode(In("config" + KubeconfigFile.BackupSuffix)).Should().Be(OwnerOnly);
    }

    [Fact]
    public async Task Run_NothingToChange_WritesNothing()
    {
        await MergeAsync(["config"], Granted.To("demo"));
        var before = File.GetLastWriteTimeUtc(In("config"));

        var plan = await MergeAsync(["config"], Granted.To("demo"));

        plan.Changes.Should().BeEmpty();
        File.GetLastWriteTimeUtc(In("config")).Should().Be(before);
        Files("").Should().Equal("config");
    }

    [Fact]
    public async Task Run_SeveralFiles_ChangesEachEntryWhereItIs()
    {
        Write("first", Stranger);
        Write("second", "".Merge(Granted.To("demo", "gone")));

        await MergeAsync(["first", "second", "missing"], Granted.To("demo", "new"));

        Read("first").Names(KubeconfigSection.Contexts).Should().Equal("new");
        Read("first").Names(KubeconfigSection.Users).Should().BeEmpty("the user is in the second file already");
        Read("second").Names(KubeconfigSection.Contexts).Should().Equal("demo");
        File.Exists(In("missing")).Should().BeFalse();
    }

    [Fact]
    public async Task Run_NameTakenInAnotherFile_TakesTheNext()
    {
        Write("first", "");
        Write("second", "contexts:\n- name: demo\n  context: {cluster: mine}\n");

        await MergeAsync(["first", "second"], Granted.To("demo"));

        Read("first").Names(KubeconfigSection.Contexts).Should().Equal("sallyport-demo");
    }

    [Fact]
    public async Task Run_Link_ChangesWhatItLeadsTo()
    {
        Directory.CreateDirectory(In("dotfiles"));
        Write("dotfiles/kubeconfig", Stranger);
        File.CreateSymbolicLink(In("config"), In("dotfiles/kubeconfig"));

        await MergeAsync(["config"], Granted.To("demo"));

        File.ResolveLinkTarget(In("config"), returnFinalTarget: true)!.FullName.Should().Be(In("dotfiles/kubeconfig"));
        Read("dotfiles/kubeconfig").Names(KubeconfigSection.Clusters).Should().Equal("prod", "demo");
    }

    [Fact]
    public async Task Run_OneOfTwoFilesBroken_ChangesNeither()
    {
        Write("first", Stranger);
        Write("second", "clusters: {\n");

        await FluentActions.Awaiting(() => MergeAsync(["first", "second"], Granted.To("demo"))).Should().ThrowAsync<CommandException>().WithMessage("*second, line*");

        Read("first").Should().Be(Stranger);
        Files("").Should().Equal("first", "second");
    }

    [Fact]
    public async Task Run_TenAtOnce_LoseNothing()
    {
        Write("config", Stranger);
        var profiles = Enumerable.Range(0, 10).Select(number => $"hub-{number}").ToArray();

        await Task.WhenAll(profiles.Select(profile => Task.Run(() => MergeAsync(["config"], Granted.For(profile, "demo-" + profile)), Cancellation)));

        Read("config").Names(KubeconfigSection.Users).Should().BeEquivalentTo(profiles);
        Read("config").Names(KubeconfigSection.Contexts).Should().HaveCount(profiles.Length);
        Files("").Should().NotContain(file => file.EndsWith(".lock", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Run_KubectlHoldsTheLock_WaitsForIt()
    {
        Write("config", Stranger);
        Write("config.lock", "");

        var merging = MergeAsync(["config"], Granted.To("demo"));
        merging.IsCompleted.Should().BeFalse();
        File.Delete(In("config.lock"));
        await merging;

        Read("config").Names(KubeconfigSection.Contexts).Should().Equal("demo");
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private Task<MergePlan> MergeAsync(string[] files, Grant grant) =>
        new KubeconfigMerge(KubeconfigPaths.Of(string.Join(Path.PathSeparator, files.Select(In)), In("home"))).RunAsync(grant, Cancellation);

    private string In(string name) => Path.Combine(_folder.FullName, name);

    private void Write(string name, string text) => File.WriteAllText(In(name), text);

    private string Read(string name) => File.ReadAllText(In(name));

    private IEnumerable<string?> Files(string folder) => Directory.EnumerateFiles(In(folder)).Select(Path.GetFileName).Order(StringComparer.Ordinal);
}
