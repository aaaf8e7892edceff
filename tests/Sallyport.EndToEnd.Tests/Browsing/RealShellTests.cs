using System.Text.RegularExpressions;
using Sallyport.Console.Tests.Browsing;
using Sallyport.EndToEnd.Tests.Clients;
using Sallyport.EndToEnd.Tests.Clusters;
using Sallyport.EndToEnd.Tests.Running;

namespace Sallyport.EndToEnd.Tests.Browsing;

/// <summary>A shell in a real container, with a real terminal behind it.</summary>
[Collection(RealConsoleCollection.Name)]
public sealed partial class RealShellTests(RealConsole console)
{
    private const string Host = "[data-testid=shell]";

    [Fact]
    public async Task Shell_InARealContainer_WorksThere()
    {
        await using var page = await OpenAsync();
        var screen = new TerminalScreen(page, Host);

        await screen.TypeAsync("hostname > /tmp/made-by-the-console; echo $HOSTNAME-done");
        await screen.ShowsAsync("toolbox-done");

        (await console.Cluster.Admin.RunAsync("-n", console.Cluster.Shop, "exec", "toolbox", "--", "cat", "/tmp/made-by-the-console"))
            .Succeeded().Output.Trim().Should().Be("toolbox");
        await page.ShotAsync("real-shell");
    }

    [Fact]
    public async Task Shell_WhoseWindowChanges_TellsTheContainerItsNewSize()
    {
        await using var page = await OpenAsync();
        var screen = new TerminalScreen(page, Host);
        var before = await SizeAsync(screen, "");

        await page.Page.SetViewportSizeAsync(900, 600);

        var after = before;
        await Eventually.HoldsAsync(async () => (after = await SizeAsync(screen, before)) != before, Kubectl.Patience, "the container knows the new size");
        Columns(after).Should().BeLessThan(Columns(before));
    }

    private async Task<ConsolePage> OpenAsync()
    {
        var page = await console.Browser.SignedInAsync("admin");
        await page.GoAsync($"/c/{RealCluster.Name}/pods/{console.Cluster.Shop}/toolbox?tab=shell");
        await page.See($"{Host}[data-state=open]").WaitForAsync();
        await new TerminalScreen(page, Host).ShowsAsync("/ #");
        return page;
    }

    private static int Columns(string size) => int.Parse(size.Split('x')[1], System.Globalization.CultureInfo.InvariantCulture);

    private static async Task<string> SizeAsync(TerminalScreen screen, string before)
    {
        await screen.TypeAsync("clear; echo size-$(stty size | tr ' ' x)-");
        var size = await Eventually.FindAsync(
            async () => (await screen.LinesAsync()).Select(line => Size().Match(line)).LastOrDefault(match => match.Success)?.Groups[1].Value, Kubectl.Patience);
        return size ?? before;
    }

    [GeneratedRegex(@"size-(\d+x\d+)-")]
    private static partial Regex Size();
}
