using Microsoft.Playwright;
using Sallyport.Console.Tests.Browsing;

namespace Sallyport.Console.Tests.Pages;

/// <summary>A debug container, a shell that moves to a tab of its own, and a log as a file, in a browser.</summary>
public sealed class TroubleshootingTests(ConsoleDemo demo) : IClassFixture<ConsoleDemo>
{
    private const string Pod = "/c/demo/pods/shop/cart-cache-0";
    private const string Screen = ".xterm-rows";

    [Fact]
    public async Task Debug_OfWhoMay_StartsAContainerAndOpensAShellInIt()
    {
        await using var admin = await demo.SignedInAsync("admin");
        await admin.GoAsync(Pod);

        await admin.Page.GetByRole(AriaRole.Button, new() { Name = "Debug", Exact = true }).ClickAsync();
        await admin.ShotAsync("debug-form");
        await admin.Page.GetByRole(AriaRole.Button, new() { Name = "Debug cart-cache-0" }).ClickAsync();

        await admin.See("[data-state=open]").WaitForAsync();
        await admin.UntilAsync("/container=debug-[a-z0-9]{5}/.test(location.search) && document.querySelector('.shell-place b').textContent.startsWith('debug-')");
        await admin.Page.Keyboard.TypeAsync("echo from-$((40+2))\n");
        await admin.UntilAsync($"document.querySelector('{Screen}').textContent.includes('from-')");
        await admin.ShotAsync("debug-shell");
        admin.Complaints.Should().BeEmpty();
    }

    [Fact]
    public async Task Debug_OfAReader_IsLockedAndSaysWhy()
    {
        await using var developer = await demo.SignedInAsync("developer");
        await developer.GoAsync(Pod);

        var button = developer.Page.GetByRole(AriaRole.Button, new() { Name = "Debug", Exact = true });
        await button.FocusAsync();

        (await button.GetAttributeAsync("aria-disabled")).Should().Be("true");
        (await developer.See(".action-why").First.InnerTextAsync()).Should().Contain("you may not open a shell (patch pods/ephemeralcontainers)").And.Contain("To ask: admin");
        (await developer.See(".action-form").CountAsync()).Should().Be(0);
    }

    [Fact]
    public async Task Shell_TakenToATabOfItsOwn_IsTheSameShell()
    {
        await using var admin = await demo.SignedInAsync("admin");
        await admin.GoAsync(Pod + "?tab=shell");
        await admin.See("[data-state=open]").WaitForAsync();
        await admin.Page.Keyboard.TypeAsync("cd /etc\n");
        await admin.UntilAsync($"document.querySelector('{Screen}').textContent.includes('etc')");

        var other = await admin.Page.Context.RunAndWaitForPageAsync(() => admin.See("[data-shell-detach]").ClickAsync());
        var tab = new ConsolePage(other, "1440-light");
        await tab.See("[data-state=open]").WaitForAsync();
        await tab.Page.Keyboard.TypeAsync("pwd\n");

        await tab.UntilAsync($"document.querySelector('{Screen}').innerText.includes('pwd') && /cd \\/etc[^]*pwd\\s+\\/etc/.test(document.querySelector('{Screen}').innerText)");
        await tab.UntilAsync("!location.search.includes('shell=')");
        await admin.ShowsAsync("This shell goes on in a tab of its own.");
        tab.Complaints.Concat(admin.Complaints).Should().BeEmpty();
    }

    [Fact]
    public async Task Logs_OfAWorkload_AreDownloadedWholeFromTheCluster()
    {
        await using var developer = await demo.SignedInAsync("developer");
        await developer.GoAsync("/c/demo/deployments.apps/shop/storefront?tab=logs");
        await developer.See(".line").First.WaitForAsync();

        var file = await developer.Page.RunAndWaitForDownloadAsync(() => developer.See("[data-log=download]").ClickAsync());

        file.SuggestedFilename.Should().Be("shop-storefront.log");
        var lines = await File.ReadAllLinesAsync(await file.PathAsync(), TestContext.Current.CancellationToken);
        lines.Length.Should().BeGreaterThan(1500, "the page begins with 500 lines of each pod");
        lines.Should().OnlyContain(line => line.StartsWith("[pod/storefront-", StringComparison.Ordinal));
        developer.Complaints.Should().BeEmpty();
    }
}
