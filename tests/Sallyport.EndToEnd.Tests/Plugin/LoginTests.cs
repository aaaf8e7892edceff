using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Sallyport.EndToEnd.Tests.Clients;
using Sallyport.EndToEnd.Tests.Hubs;
using Sallyport.EndToEnd.Tests.Running;

namespace Sallyport.EndToEnd.Tests.Plugin;

/// <summary>From <c>sallyport login</c> with a person's own password to kubectl, and out again.</summary>
[Collection(SharedHubCollection.Name)]
public sealed partial class LoginTests(SharedHub shared)
{
    private const string Password = "correct horse battery staple";

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Login_InTheBrowser_OpensKubectlUntilLogout(bool device)
    {
        var person = await shared.Hub.HireAsync("project-read-only", Scopes.Cluster("demo"));
        using var browser = await SignedInAsync(person.Name);
        var kubeconfig = Path.Combine(shared.Hub.Place.Data, "kubeconfigs", $"login-{person.Name}.yaml");
        var cli = new SallyportCli(Path.Combine(kubeconfig + ".home", ".config", "sallyport"));

        await using (var login = cli.Start(["login", shared.Hub.Place.Console.ToString(), "--ca", shared.Hub.Place.CertificateAuthority, .. device ? new[] { "--device" } : []]))
        {
            await (device ? TypeCodeAsync(login, browser) : Consent.AllowAsync(login, browser));
            (await login.WaitForExitAsync(Kubectl.Patience)).Succeeded().Output.Should().Contain(person.Name);
        }

        (await cli.RunAsync("whoami")).Succeeded().Output.Should().Contain(person.Name);
        (await cli.RunAsync("kubeconfig", "--write", kubeconfig, "--namespace", "shop")).Succeeded();
        var kubectl = new Kubectl(Kubectl.Newest, kubeconfig, "demo");
        (await kubectl.RunAsync("get", "pods")).Succeeded().Output.Should().Contain("storefront");
        (await cli.RunAsync("logout")).Succeeded();
        (await kubectl.RunAsync("get", "pods")).Refused("you are not signed in");
    }

    [Fact]
    public async Task Revoke_OfAPerson_EndsTheSessionAndTheCredentialThatKubectlHolds()
    {
        var person = await shared.Hub.HireAsync("project-read-only", Scopes.Cluster("demo"));
        var kubeconfig = Path.Combine(shared.Hub.Place.Data, "kubeconfigs", $"revoked-{person.Name}.yaml");
        var cli = await shared.Hub.SignedInAsync(person, Path.Combine(kubeconfig + ".home", ".config", "sallyport"));
        (await cli.RunAsync("kubeconfig", "--write", kubeconfig, "--namespace", "shop")).Succeeded();
        var kubectl = new Kubectl(Kubectl.Newest, kubeconfig, "demo");
        (await kubectl.RunAsync("get", "pods")).Succeeded();

        (await (await shared.Hub.SignedInAsync(shared.Hub.Admin)).RunAsync("users", "revoke", person.Name)).Succeeded();

        (await kubectl.RunAsync("get", "pods")).Refused("You must be logged in");
        (await cli.RunAsync("whoami")).Refused("Sign in again").ExitCode.Should().Be(4);
    }

    private async Task<WebBrowser> SignedInAsync(string name)
    {
        var admin = await shared.Hub.SignedInAsync(shared.Hub.Admin);
        var invitation = (await admin.RunAsync("users", "invite", name, "-o", "json")).Succeeded();
        var browser = new WebBrowser(shared.Hub.Place);
        await browser.OpenAsync(new Uri(JsonNode.Parse(invitation.Output)!["link"]!.GetValue<string>()).PathAndQuery);
        await browser.SubmitAsync(("password", Password), ("again", Password));
        await browser.OpenAsync("/signin");
        await browser.SubmitAsync(("name", name), ("password", Password));
        return browser;
    }

    private static async Task TypeCodeAsync(RunningProcess login, WebBrowser browser)
    {
        var code = await Consent.SaidAsync(login, Code());
        await browser.OpenAsync("/login/device");
        await browser.SubmitAsync(("code", code));
        await browser.SubmitAsync(("answer", "allow"));
    }

    [GeneratedRegex(@"type the code (\S+)\. ")]
    private static partial Regex Code();
}
