using Microsoft.Playwright;
using Sallyport.Console.Tests.Browsing;
using Sallyport.EndToEnd.Tests.Clients;
using Sallyport.EndToEnd.Tests.Clusters;
using Sallyport.EndToEnd.Tests.Running;

namespace Sallyport.EndToEnd.Tests.Browsing;

/// <summary>The console's pages of what a real cluster has: they follow what kubectl does there, and what they do is there for kubectl.</summary>
[Collection(RealConsoleCollection.Name)]
public sealed class RealObjectsTests(RealConsole console)
{
    private string Shop => console.Cluster.Shop;

    [Fact]
    public async Task Table_LeftOpen_ShowsAPodThatKubectlMakesAndLetsItGo()
    {
        await using var page = await console.Browser.SignedInAsync("developer");
        await page.GoAsync($"/c/{RealCluster.Name}/pods?ns={Shop}");
        await Row(page, "toolbox").GetByText("Running").WaitForAsync();

        await MakePodAsync("latecomer");

        await Row(page, "latecomer").GetByText("Running").WaitForAsync(new LocatorWaitForOptions { Timeout = 90_000 });
        await page.ShotAsync("real-pods");
        (await console.Cluster.Admin.RunAsync("-n", Shop, "delete", "pod", "latecomer", "--grace-period=0", "--force")).Succeeded();
        await Row(page, "latecomer").WaitForAsync(new LocatorWaitForOptions { State = WaitForSelectorState.Detached, Timeout = 90_000 });
    }

    [Fact]
    public async Task Logs_LeftOpen_ShowWhatTheContainerWritesNext()
    {
        await using var page = await console.Browser.SignedInAsync("developer");
        await page.GoAsync($"/c/{RealCluster.Name}/pods/{Shop}/toolbox?tab=logs");
        await page.See(".logs-list .line").GetByText("toolbox is up").WaitForAsync();

        (await console.Cluster.Admin.RunAsync("-n", Shop, "exec", "toolbox", "--", "sh", "-c", "echo written just now > /proc/1/fd/1")).Succeeded();

        await page.See(".logs-list .line").GetByText("written just now").WaitForAsync();
        await page.ShotAsync("real-logs");
    }

    [Fact]
    public async Task Logs_OfADeployment_AreThoseOfItsPods()
    {
        await using var page = await console.Browser.SignedInAsync("developer");

        await page.GoAsync($"/c/{RealCluster.Name}/deployments.apps/{Shop}/web?tab=logs");

        await page.See(".logs-list .line").GetByText("web is up").WaitForAsync();
    }

    [Fact]
    public async Task Events_OfAPod_SayWhatTheKubeletDid()
    {
        await using var page = await console.Browser.SignedInAsync("developer");

        await page.GoAsync($"/c/{RealCluster.Name}/pods/{Shop}/toolbox?tab=events");

        await page.See("tbody tr").GetByText("Started container main").WaitForAsync();
        await page.ShotAsync("real-events");
    }

    [Fact]
    public async Task Delete_OfAPod_AsksAndIsDoneInTheCluster()
    {
        await MakePodAsync("unwanted");
        await using var page = await console.Browser.SignedInAsync("admin");
        await page.GoAsync($"/c/{RealCluster.Name}/pods/{Shop}/unwanted");

        await page.See(".action-buttons button").GetByText("Delete").ClickAsync();
        await page.See(".action-form button.primary").GetByText("Delete unwanted").ClickAsync();

        await page.ShowsAsync("Pod unwanted is not there");
        (await console.Cluster.Admin.RunAsync("-n", Shop, "get", "pod", "unwanted")).Refused("not found");
    }

    [Fact]
    public async Task Yaml_Edited_IsCheckedByTheClusterAndThenApplied()
    {
        const string Name = "edited";
        (await console.Cluster.Admin.RunAsync("-n", Shop, "create", "configmap", Name, "--from-literal=colour=green")).Succeeded();
        await using var page = await console.Browser.SignedInAsync("admin");
        var editing = new YamlEditing(page);
        await editing.OpenAsync($"/c/{RealCluster.Name}/configmaps/{Shop}/{Name}?tab=yaml");

        await editing.ReplaceAsync("colour: green", "colour: blue");
        await editing.ReviewAsync();
        (await editing.DiffAsync()).Should().Contain(["-   colour: green", "+   colour: blue"]);
        await page.ShotAsync("real-yaml-diff");
        (await ColourAsync(Name)).Should().Be("green", "so far it was only asked");
        await editing.ApplyAsync(Name);

        (await ColourAsync(Name)).Should().Be("blue");
    }

    [Fact]
    public async Task Yaml_ThatTheClusterFindsInvalid_IsToldByField()
    {
        await using var page = await console.Browser.SignedInAsync("admin");
        var editing = new YamlEditing(page);
        await editing.OpenAsync($"/c/{RealCluster.Name}/deployments.apps/{Shop}/web?tab=yaml");

        await editing.ReplaceAsync("containerPort: 8080", "containerPort: 80800");
        await editing.ReviewAsync();

        await page.See(".yaml-editor-said").GetByText("spec.template.spec.containers[0].ports[0].containerPort").First.WaitForAsync();
    }

    private static ILocator Row(ConsolePage page, string name) => page.See("[data-row]").Filter(new LocatorFilterOptions { HasText = name });

    private async Task<string> ColourAsync(string name) =>
        (await console.Cluster.Admin.RunAsync("-n", Shop, "get", "configmap", name, "-o", "jsonpath={.data.colour}")).Succeeded().Output;

    /// <summary>On the node's own network: no interface comes with it.</summary>
    private async Task MakePodAsync(string name) =>
        (await console.Cluster.Admin.RunAsync(
            "-n", Shop, "run", name, $"--image={Machine.Image}", "--restart=Never",
            "--overrides={\"spec\":{\"hostNetwork\":true,\"terminationGracePeriodSeconds\":0}}", "--command", "--", "sleep", "100000")).Succeeded();
}
