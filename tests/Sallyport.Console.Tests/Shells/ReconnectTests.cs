using Sallyport.Console.Tests.Browsing;

namespace Sallyport.Console.Tests.Shells;

/// <summary>A shell outlives its connection: every TCP connection between browser and console is reset, and no new one gets through for a while.</summary>
public sealed class ReconnectTests(ConsoleDemo demo) : IClassFixture<ConsoleDemo>
{
    private const string Pod = "cart-cache-0";

    [Fact]
    public async Task Shell_ThatLostItsConnection_GoesOnWhereItWasAndLosesAndRepeatsNothing()
    {
        await using var road = new CuttableRoad(demo.Console);
        await using var shell = await ShellPage.OpenAsync(demo, Pod, road);
        await shell.Screen.TypeAsync("export WORD=remembered");
        await shell.Screen.TypeAsync("sleep 2; echo said-while-$WORD-was-away");

        road.Cut();
        await shell.IsAsync("lost");
        (await shell.NoteAsync()).Should().Contain("The connection to the hub was lost. The shell goes on, and waits");
        await shell.Screen.TypeAsync("echo typed-while-$WORD-was-away");
        await shell.Browser.ShotAsync("shell-lost");
        road.Restore();

        await shell.IsAsync("open");
        await shell.Screen.ShowsAsync("typed-while-remembered-was-away");
        (await shell.Screen.LinesAsync()).Where(line => line.Contains("said-while-remembered-was-away", StringComparison.Ordinal)).Should().ContainSingle();
        (await shell.Screen.LinesAsync()).Where(line => line.Contains("typed-while-remembered-was-away", StringComparison.Ordinal)).Should().ContainSingle();
        await shell.Browser.ShotAsync("shell-back");
    }

    [Fact]
    public async Task Shell_CutAgainAndAgain_IsTheSameToTheEnd()
    {
        await using var road = new CuttableRoad(demo.Console);
        await using var shell = await ShellPage.OpenAsync(demo, Pod, road);
        await shell.Screen.TypeAsync("export COUNT=same");

        for (var cut = 1; cut <= 4; cut++)
        {
            await shell.Screen.TypeAsync($"seq 1 400 | tail -n 2; echo $COUNT-{cut}");
            road.Cut();
            await shell.IsAsync("lost");
            road.Restore();
            await shell.IsAsync("open");
            await shell.Screen.ShowsAsync($"same-{cut}");
        }

        var lines = await shell.Screen.LinesAsync();
        lines.Where(line => line is "399" or "400").Should().Equal(Enumerable.Repeat(new[] { "399", "400" }, 4).SelectMany(pair => pair));
    }

    [Fact]
    public async Task Shell_AwayForTooLong_HasEndedAndSaysSo()
    {
        await using var road = new CuttableRoad(demo.Console);
        await using var shell = await ShellPage.OpenAsync(demo, Pod, road);
        await shell.Screen.TypeAsync("export WORD=remembered");
        await shell.Screen.TypeAsync("echo is-$WORD");
        await shell.Screen.ShowsAsync("is-remembered");

        road.Cut();
        await shell.IsAsync("ended");
        (await shell.NoteAsync()).Should().Be("The connection to the hub was lost for too long, and the shell has ended.");
        await shell.Browser.ShotAsync("shell-gone");
        road.Restore();
        await shell.Browser.See("button").GetByText("Open a new shell").ClickAsync(new() { Timeout = 90_000 });
        await shell.IsAsync("open");
        await shell.Screen.TypeAsync("echo new-$WORD-shell");
        await shell.Screen.ShowsAsync("new--shell");
    }
}
