using Sallyport.Console.Tests.Browsing;

namespace Sallyport.Console.Tests.Editing;

/// <summary>An object changed as text: the cluster is asked first, nobody's change is lost, and who may not finds it locked.</summary>
public sealed class YamlEditTests(ConsoleDemo demo) : IClassFixture<ConsoleDemo>
{
    [Fact]
    public async Task Text_Changed_IsReviewedAndThenApplied()
    {
        await MakeAsync("reviewed");
        await using var page = await demo.SignedInAsync("admin");
        var editing = new YamlEditing(page);
        await editing.OpenAsync("/c/demo/configmaps/shop/reviewed?tab=yaml");
        await editing.ReplaceAsync("colour: green", "colour: blue");

        await editing.ReviewAsync();

        (await editing.DiffAsync()).Should().Contain(["-   colour: green", "+   colour: blue"]);
        (await ColourAsync("reviewed")).Should().Be("green", "so far it was only asked");
        await editing.ApplyAsync("reviewed");
        (await ColourAsync("reviewed")).Should().Be("blue");
    }

    [Fact]
    public async Task Text_OfAnObjectThatSomebodyElseChanged_IsComparedWithWhatItIsNow()
    {
        await MakeAsync("contested");
        await using var page = await demo.SignedInAsync("admin");
        var editing = new YamlEditing(page);
        await editing.OpenAsync("/c/demo/configmaps/shop/contested?tab=yaml");
        await editing.ReplaceAsync("colour: green", "colour: blue");
        await demo.AskClusterAsync(HttpMethod.Patch, "/api/v1/namespaces/shop/configmaps/contested", """{ "data": { "shape": "round" } }""");

        await editing.ReviewAsync();

        await page.See(".yaml-editor-said").GetByText("contested was changed by somebody else since you began.").WaitForAsync();
        await page.ShotAsync("yaml-conflict");
        await page.See("button").GetByText("Compare my text with what it is now").ClickAsync();
        (await editing.DiffAsync()).Should().Contain(["-   colour: green", "+   colour: blue", "-   shape: round"]);
        (await ColourAsync("contested")).Should().Be("green");
    }

    [Fact]
    public async Task Edit_OfWhoMayNot_IsLockedWithTheReason()
    {
        await using var page = await demo.SignedInAsync("developer");
        await page.GoAsync("/c/demo/configmaps/shop/storefront?tab=yaml");

        await page.See(".yaml-tools button[aria-disabled=true]").Filter(new() { HasText = "Edit" }).ClickAsync(new() { Force = true });

        (await page.See(".yaml-tools [role=tooltip]").InnerTextAsync()).Should().Contain("you may not").And.Contain("Project Read Only (project shop)");
        (await page.See(".yaml-editor").CountAsync()).Should().Be(0);
    }

    private async Task MakeAsync(string name) => await demo.AskClusterAsync(HttpMethod.Post, "/api/v1/namespaces/shop/configmaps", $$"""
        { "apiVersion": "v1", "kind": "ConfigMap", "metadata": { "name": "{{name}}" }, "data": { "colour": "green" } }
        """);

    private async Task<string?> ColourAsync(string name) =>
        (await demo.AskClusterAsync(HttpMethod.Get, $"/api/v1/namespaces/shop/configmaps/{name}")).GetProperty("data").GetProperty("colour").GetString();
}
