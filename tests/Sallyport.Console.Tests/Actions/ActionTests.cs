using Microsoft.Playwright;
using Sallyport.Console.Tests.Browsing;

namespace Sallyport.Console.Tests.Actions;

/// <summary>What is done from a page is done in the cluster, by who may; who may not finds the button locked, with the sentence that kubectl prints.</summary>
public sealed class ActionTests(ConsoleDemo demo) : IClassFixture<ConsoleDemo>
{
    private const string Apps = "/apis/apps/v1/namespaces/shop/deployments";

    [Fact]
    public async Task Scale_OfADeployment_IsDone()
    {
        await MakeAsync("scaled");
        await using var page = await OpenAsync("admin", "deployments.apps/shop/scaled");

        await page.See(".action-buttons button").GetByText("Scale").ClickAsync();
        await page.Page.GetByLabel("Replicas").FillAsync("3");
        await page.ShotAsync("action-scale");
        await page.See(".action-form button.primary").ClickAsync();

        await page.See(".action-said").GetByText("Scaled").WaitForAsync();
        (await demo.AskClusterAsync(HttpMethod.Get, $"{Apps}/scaled")).GetProperty("spec").GetProperty("replicas").GetInt32().Should().Be(3);
    }

    [Fact]
    public async Task Restart_OfADeployment_IsDone()
    {
        await MakeAsync("restarted");
        await using var page = await OpenAsync("project-admin", "deployments.apps/shop/restarted");

        await page.See(".action-buttons button").GetByText("Restart").ClickAsync();
        await page.See(".action-form button.primary").ClickAsync();

        await page.See(".action-said").GetByText("Restarting").WaitForAsync();
        (await demo.AskClusterAsync(HttpMethod.Get, $"{Apps}/restarted")).GetProperty("spec").GetProperty("template").GetProperty("metadata")
            .GetProperty("annotations").TryGetProperty("kubectl.kubernetes.io/restartedAt", out _).Should().BeTrue();
    }

    [Fact]
    public async Task Cordon_OfANode_IsDoneAndTakenBack()
    {
        var node = (await demo.AskClusterAsync(HttpMethod.Get, "/api/v1/nodes")).GetProperty("items")[0].GetProperty("metadata").GetProperty("name").GetString();
        await using var page = await OpenAsync("admin", $"nodes/-/{node}");

        foreach (var (action, said) in new[] { ("Cordon", "Cordoned"), ("Uncordon", "Uncordoned") })
        {
            await page.See(".action-buttons button").GetByText(action, new LocatorGetByTextOptions { Exact = true }).ClickAsync();
            await page.See(".action-form button.primary").ClickAsync();
            await page.See(".action-said").GetByText(said, new LocatorGetByTextOptions { Exact = false }).WaitForAsync();
        }
    }

    [Theory]
    [InlineData("deployments.apps/shop/storefront", "Scale")]
    [InlineData("deployments.apps/shop/storefront", "Restart")]
    [InlineData("deployments.apps/shop/storefront", "Delete")]
    [InlineData("pods/shop/cart-cache-0", "Delete")]
    public async Task Action_OfWhoMayNot_IsThereWithALockAndTheReason(string place, string action)
    {
        await using var page = await OpenAsync("developer", place);
        var button = page.See(".action-buttons button[aria-disabled=true]").Filter(new LocatorFilterOptions { HasText = action });

        await button.ClickAsync(new LocatorClickOptions { Force = true });

        (await page.See(".action-form").CountAsync()).Should().Be(0);
        var why = await page.See($"#{await button.GetAttributeAsync("aria-describedby")}").InnerTextAsync();
        why.Should().Contain("you may not").And.Contain("Project Read Only (project shop)");
    }

    [Fact]
    public async Task Delete_OfSeveralChosen_IsDoneWithEach()
    {
        foreach (var name in new[] { "several-1", "several-2", "several-3" })
        {
            await demo.AskClusterAsync(HttpMethod.Post, "/api/v1/namespaces/shop/configmaps", $$"""
                { "apiVersion": "v1", "kind": "ConfigMap", "metadata": { "name": "{{name}}" } }
                """);
        }

        await using var page = await demo.SignedInAsync("admin");
        await page.GoAsync("/c/demo/configmaps?ns=shop");
        foreach (var name in new[] { "several-1", "several-2" })
        {
            await page.See("[data-row]").Filter(new LocatorFilterOptions { HasText = name }).Locator("input[type=checkbox]").ClickAsync();
        }

        await page.See(".table-chosen").GetByText("2 chosen").WaitForAsync();
        await page.See(".table-tools button").GetByText("Delete").ClickAsync();
        (await page.See(".bulk li").AllInnerTextsAsync()).Should().BeEquivalentTo("demo/shop/several-1", "demo/shop/several-2");
        await page.ShotAsync("action-bulk");
        await page.See(".bulk button.primary").ClickAsync();

        await page.See(".bulk [role=status]").GetByText("Delete: 2 of 2 done").WaitForAsync();
        var left = (await demo.AskClusterAsync(HttpMethod.Get, "/api/v1/namespaces/shop/configmaps")).GetProperty("items").EnumerateArray()
            .Select(item => item.GetProperty("metadata").GetProperty("name").GetString());
        left.Should().Contain("several-3").And.NotContain(["several-1", "several-2"]);
    }

    private async Task<ConsolePage> OpenAsync(string person, string place)
    {
        var page = await demo.SignedInAsync(person);
        await page.GoAsync($"/c/demo/{place}");
        await page.See(".action-buttons button").First.WaitForAsync();
        return page;
    }

    private async Task MakeAsync(string name) => await demo.AskClusterAsync(HttpMethod.Post, Apps, $$"""
        { "apiVersion": "apps/v1", "kind": "Deployment", "metadata": { "name": "{{name}}" }, "spec": { "replicas": 1, "selector": { "matchLabels": { "app": "{{name}}" } },
          "template": { "metadata": { "labels": { "app": "{{name}}" } }, "spec": { "containers": [{ "name": "main", "image": "registry.example.com/{{name}}:1" }] } } } }
        """);
}
