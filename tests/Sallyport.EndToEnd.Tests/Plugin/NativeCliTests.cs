using Sallyport.EndToEnd.Tests.Clients;
using Sallyport.EndToEnd.Tests.Clusters;
using Sallyport.EndToEnd.Tests.Running;

namespace Sallyport.EndToEnd.Tests.Plugin;

/// <summary>The command line as people get it: one native file, in a real shell, under both of its names.</summary>
public sealed class NativeCliTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("sallyport-native-");

    [Fact]
    public async Task Help_CalledAsAPluginOfKubectl_NamesItSo()
    {
        File.CreateSymbolicLink(Path.Combine(_folder.FullName, "kubectl-sallyport"), Machine.NativeCli);

        (await RunAsync("kubectl sallyport kubeconfig --help")).Succeeded().Output.Should()
            .Contain("kubectl sallyport kubeconfig [options]").And.Contain("kubectl sallyport kubeconfig --merge");
        (await RunAsync($"{Machine.NativeCli} kubeconfig --help")).Succeeded().Output.Should().Contain("\n  sallyport kubeconfig [options]");
    }

    /// <summary>A line up to the cursor, and what bash makes of it.</summary>
    public static TheoryData<string, string[]> Lines => new()
    {
        { "sallyport kubec", ["kubeconfig"] },
        { "sallyport clusters ", ["add", "label", "list", "rejoin", "remove"] },
        { "sallyport settings set s", ["secrets", "shell"] },
        { "sallyport kubeconfig --m", ["--merge"] },
        { "sallyport clusters list -o ", ["json", "table", "yaml"] },
    };

    [Theory]
    [MemberData(nameof(Lines))]
    public async Task Completion_InBash_OffersWhatGoesOn(string line, string[] offered)
    {
        File.CreateSymbolicLink(Path.Combine(_folder.FullName, "sallyport"), Machine.NativeCli);

        var result = await RunAsync(
            $$"""
            source <(sallyport completion bash)
            COMP_LINE={{Quote(line)}} COMP_POINT={{line.Length}}
            IFS=' ' read -r -a COMP_WORDS <<< "$COMP_LINE"
            [[ $COMP_LINE == *' ' ]] && COMP_WORDS+=("")
            COMP_CWORD=$(($(printf '%s\n' "${COMP_WORDS[@]}" | wc -l) - 1))
            _sallyport
            printf '%s\n' "${COMPREPLY[@]}"
            """);

        result.Succeeded().Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Should().Equal(offered);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static string Quote(string line) => "'" + line + "'";

    private async Task<ProcessResult> RunAsync(string script)
    {
        var kubectl = Path.Combine(Machine.KubectlFolder, Kubectl.Newest);
        await using var running = RunningProcess.Start("bash", ["-c", script], new Dictionary<string, string?>
        {
            ["PATH"] = $"{_folder.FullName}:{kubectl}:{Environment.GetEnvironmentVariable("PATH")}",
            ["SALLYPORT_CONFIG_HOME"] = _folder.FullName,
        });
        running.Input.Close();
        return await running.WaitForExitAsync(Kubectl.Patience);
    }
}
