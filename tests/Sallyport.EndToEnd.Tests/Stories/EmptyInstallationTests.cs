using System.Text.Json.Nodes;
using Sallyport.EndToEnd.Tests.Clients;
using Sallyport.EndToEnd.Tests.Clusters;
using Sallyport.EndToEnd.Tests.Hubs;
using Sallyport.EndToEnd.Tests.Running;
using Sallyport.Testing.Neighbours;

namespace Sallyport.EndToEnd.Tests.Stories;

/// <summary>
/// The whole of it, from an installation with nothing in it: the first administrator, an identity provider that is not ours, a real
/// cluster, a person who signs in there and reads with kubectl and its plugin, and a setting that opens and closes by itself.
/// </summary>
public sealed class EmptyInstallationTests(PostgreSqlServer postgreSql) : IClassFixture<PostgreSqlServer>
{
    private const string Password = "correct horse battery staple";
    private static readonly TimeSpan Opened = TimeSpan.FromSeconds(20);
    private static readonly object People = new
    {
        ada = new { preferred_username = "ada", groups = new[] { "developers" } },
    };

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Developer_SignedInByTheProvider_ReadsWithKubectl_AndSecretsOnlyAsLongAsTheyAreOpen(bool onPostgreSql)
    {
        await using var cluster = await RealCluster.FindAsync()
            ?? throw Machine.Lacks($"SALLYPORT_E2E_KUBECONFIG names no cluster; {Machine.HowToGetCluster}");
        await using var hub = await ServedHub.StartEmptyAsync("127.0.0.1", "127.0.0.1", await StoreAsync(onPostgreSql));
        using var provider = await IdentityProvider.StartAsync(People, new Uri(hub.Place.Console, "/signin/corp/callback").ToString());

        var root = await SetUpAsync(hub);
        await ConnectAsync(root, hub, provider);
        await using var agent = await EnrolAsync(root, hub, cluster);

        var (ada, kubeconfig) = await SignInAsync(hub, provider, "ada");
        (await ada.RunAsync("can-i", "get", "pods", "--cluster", RealCluster.Name)).Refused("no cluster of that name that you have access to");
        (await root.RunAsync("assignments", "add", "--role", "project-read-only", "--group", "dev", "--cluster", RealCluster.Name)).Succeeded();
        (await ada.RunAsync("kubeconfig", "--write", kubeconfig, "--namespace", cluster.Shop)).Succeeded();
        File.ReadAllText(kubeconfig).Should().Contain("exec:").And.NotContain("spt_");
        var kubectl = new Kubectl(Kubectl.Newest, kubeconfig, RealCluster.Name);

        (await kubectl.RunAsync("get", "pods")).Succeeded().Output.Should().Contain("toolbox");
        (await SecretAsync(kubectl)).Refused("secrets", "Project Read Only");

        (await root.RunAsync(
            "settings", "set", "secrets", "visible", "--cluster", RealCluster.Name, "--group", "dev",
            "--for", $"{Opened.TotalSeconds}s", "--reason", "incident 42")).Succeeded();
        (await SecretAsync(kubectl)).Succeeded().Output.Should().Be(Convert.ToBase64String("correct-horse-battery"u8));

        await Eventually.HoldsAsync(async () => (await SecretAsync(kubectl)).ExitCode != 0, 3 * Opened, "Secrets are closed again");
        (await SecretAsync(kubectl)).Refused("secrets", "Project Read Only");
        (await kubectl.RunAsync("get", "pods")).Succeeded();
        (await root.RunAsync("audit", "--user", "ada", "--limit", "1000", "-o", "json")).Succeeded().Output.Should().Contain("signed in by corp for the first time");
    }

    private static Task<ProcessResult> SecretAsync(Kubectl kubectl) => kubectl.RunAsync("get", "secret", "db-password", "-o", "jsonpath={.data.password}");

    private async Task<string[]> StoreAsync(bool onPostgreSql)
    {
        if (!onPostgreSql)
        {
            return [];
        }

        return postgreSql.Missing is { } missing ? throw Machine.Lacks(missing) : ["--postgresql", await postgreSql.DatabaseAsync()];
    }

    /// <summary>The printed link, in a browser; then the command line, by that browser's session.</summary>
    private static async Task<SallyportCli> SetUpAsync(ServedHub hub)
    {
        using var browser = new WebBrowser(hub.Place);
        await browser.OpenAsync($"/setup?token={hub.SetupToken}");
        await browser.SubmitAsync(("name", "root"), ("password", Password), ("again", Password));
        await LogInAsync(hub, hub.Cli, browser);
        return hub.Cli;
    }

    private static async Task ConnectAsync(SallyportCli root, ServedHub hub, IdentityProvider provider)
    {
        var secret = Path.Combine(hub.Place.Data, "client-secret");
        await File.WriteAllTextAsync(secret, "a-secret-of-the-tests\n", TestContext.Current.CancellationToken);
        (await root.RunAsync(
            "providers", "set", "corp", "--issuer", provider.Issuer.GetLeftPart(UriPartial.Authority), "--client-id", "sallyport",
            "--client-secret-file", secret, "--scopes", "openid profile groups", "--group", "developers=dev"))
            .Succeeded().Output.Should().Contain(new Uri(hub.Place.Console, "/signin/corp/callback").ToString());
    }

    private static async Task<AgentProcess> EnrolAsync(SallyportCli root, ServedHub hub, RealCluster cluster)
    {
        var added = (await root.RunAsync("clusters", "add", RealCluster.Name, "-o", "json")).Succeeded();
        return await AgentProcess.StartAsync(
            hub.Place,
            JsonNode.Parse(added.Output)!,
            cluster,
            async () => AgentProcess.StateIn(JsonNode.Parse((await root.RunAsync("clusters", "list", "-o", "json")).Succeeded().Output)!, RealCluster.Name));
    }

    /// <summary>Through the provider's own pages; then the command line, where kubectl's plugin will look for it.</summary>
    private static async Task<(SallyportCli Cli, string Kubeconfig)> SignInAsync(ServedHub hub, IdentityProvider provider, string login)
    {
        using var browser = new WebBrowser(hub.Place);
        var back = await provider.VisitAsync(await browser.SentToAsync("/signin/corp?returnUrl=/account"), login);
        (await browser.SentToAsync(back.PathAndQuery)).ToString().Should().Be("/account");
        var kubeconfig = Path.Combine(hub.Place.Data, login + ".yaml");
        var cli = new SallyportCli(Path.Combine(kubeconfig + ".home", ".config", "sallyport"));
        await LogInAsync(hub, cli, browser);
        (await cli.RunAsync("whoami")).Succeeded().Output.Should().Contain(login);
        return (cli, kubeconfig);
    }

    private static async Task LogInAsync(ServedHub hub, SallyportCli cli, WebBrowser browser)
    {
        await using var login = cli.Start("login", hub.Place.Console.ToString(), "--ca", hub.Place.CertificateAuthority);
        await Consent.AllowAsync(login, browser);
        (await login.WaitForExitAsync(Kubectl.Patience)).Succeeded();
    }
}
