using Sallyport.EndToEnd.Tests.Clients;
using Sallyport.EndToEnd.Tests.Clusters;
using Sallyport.EndToEnd.Tests.Hubs;

namespace Sallyport.EndToEnd.Tests.Plugin;

/// <summary>kubectl with the exec credential plugin: no token in the kubeconfig, and none asked for by hand.</summary>
[Collection(SharedHubCollection.Name)]
public sealed class ExecPluginTests(SharedHub shared)
{
    /// <summary>kubectl before 1.22 knows v1beta1 alone.</summary>
    public static TheoryData<string, string> Versions => new()
    {
        { Kubectl.Oldest, "v1beta1" },
        { "1.32", "v1" },
        { "1.32", "v1beta1" },
        { Kubectl.Newest, "v1" },
        { Kubectl.Newest, "v1beta1" },
    };

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Kubectl_WithThePlugin_ReadsAndIsRefusedAsItsPerson(string kubectl, string version)
    {
        var kubeconfig = await WriteAsync("--exec-api-version", version);
        var client = new Kubectl(kubectl, kubeconfig, "demo");

        (await client.RunAsync("-n", "shop", "get", "pods")).Succeeded().Output.Should().Contain("storefront");
        (await client.RunAsync("-n", "shop", "get", "secrets")).Refused("secrets", "Project Read Only");
    }

    [Fact]
    public async Task Kubectl_ManyAtOnce_ShareOneCredential()
    {
        var client = new Kubectl(Kubectl.Newest, await WriteAsync(), "demo");
        // Discovery is cached beforehand, so that they meet at the plugin and not there.
        (await client.RunAsync("-n", "shop", "get", "pods")).Succeeded();

        var results = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => client.RunAsync("-n", "shop", "get", "pods", "-o", "name")));

        results.Should().AllSatisfy(result => result.Succeeded());
    }

    [Fact]
    public async Task Kubectl_SignedOut_SaysHowToSignIn()
    {
        var kubeconfig = await WriteAsync();
        (await new SallyportCli(ConfigHome(kubeconfig)).RunAsync("logout")).Succeeded();

        (await new Kubectl(Kubectl.Newest, kubeconfig, "demo").RunAsync("-n", "shop", "get", "pods"))
            .Refused("you are not signed in", "sallyport login");
    }

    [Fact]
    public async Task Kubeconfig_HasNoTokenInIt() =>
        File.ReadAllText(await WriteAsync()).Should().Contain("exec:").And.NotContain("spt_");

    [Fact]
    public async Task Merge_RoleTakenAway_TakesTheContextAway()
    {
        var person = await shared.Hub.HireAsync("project-read-only", Scopes.Cluster("demo"));
        var kubeconfig = NewPath();
        var cli = await shared.Hub.SignedInAsync(person, ConfigHome(kubeconfig), kubeconfig);
        await File.WriteAllTextAsync(kubeconfig, "# mine\ncontexts:\n- name: mine\n  context: {cluster: mine}\ncurrent-context: mine\n", TestContext.Current.CancellationToken);

        (await cli.RunAsync("kubeconfig", "--merge", "--namespace", "shop")).Succeeded().Output.Should().Contain("demo").And.Contain("shop");
        (await new Kubectl(Kubectl.Newest, kubeconfig, "demo").RunAsync("get", "pods")).Succeeded().Output.Should().Contain("storefront");
        await shared.Hub.DismissAsync(person);
        (await cli.RunAsync("kubeconfig", "--merge")).Succeeded().Output.Should().Contain("taken out");

        (await File.ReadAllTextAsync(kubeconfig, TestContext.Current.CancellationToken)).Should()
            .Contain("# mine").And.Contain("current-context: mine").And.NotContain("sallyport.dev");
    }

    [Fact]
    public async Task Kubectl_WithThePublishedBinary_ReadsAsItsPerson()
    {
        var kubeconfig = NewPath();
        var cli = new SallyportCli(ConfigHome(kubeconfig), native: Machine.NativeCli);
        var (place, developer) = (shared.Hub.Place, shared.Hub.Developer);
        (await cli.RunAsync("login", place.Console.ToString(), "--token", developer.Token, "--ca", place.CertificateAuthority)).Succeeded();
        (await cli.RunAsync("kubeconfig", "--write", kubeconfig)).Succeeded();

        (await new Kubectl(Kubectl.Newest, kubeconfig, "demo").RunAsync("-n", "shop", "get", "pods")).Succeeded().Output.Should().Contain("storefront");
        (await File.ReadAllTextAsync(kubeconfig, TestContext.Current.CancellationToken)).Should().Contain($"command: {Machine.NativeCli}");
    }

    private async Task<string> WriteAsync(params string[] more)
    {
        var kubeconfig = NewPath();
        var cli = await shared.Hub.SignedInAsync(shared.Hub.Developer, ConfigHome(kubeconfig));
        (await cli.RunAsync(["kubeconfig", "--write", kubeconfig, .. more])).Succeeded();
        return kubeconfig;
    }

    private string NewPath() => Path.Combine(shared.Hub.Place.Data, "kubeconfigs", $"plugin-{Guid.NewGuid():N}.yaml");

    /// <summary>Where the plugin looks when kubectl starts it in the home folder that it has here.</summary>
    private static string ConfigHome(string kubeconfig) => Path.Combine(kubeconfig + ".home", ".config", "sallyport");
}
