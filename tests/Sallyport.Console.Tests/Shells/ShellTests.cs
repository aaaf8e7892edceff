using Sallyport.Console.Tests.Browsing;

namespace Sallyport.Console.Tests.Shells;

/// <summary>A shell in use: what is typed and pasted arrives whole, a container is chosen, and its end is said.</summary>
public sealed class ShellTests(ConsoleDemo demo) : IClassFixture<ConsoleDemo>
{
    private const string Pod = "cart-cache-0";
    private const int Much = 100_000;

    [Fact]
    public async Task Line_Typed_IsRunAndAnswered()
    {
        await using var shell = await ShellPage.OpenAsync(demo, Pod);

        await shell.Screen.TypeAsync("echo $HOSTNAME-answers");

        await shell.Screen.ShowsAsync($"{Pod}-answers");
        (await shell.Browser.See(".shell-place").InnerTextAsync()).Replace(" ", "", StringComparison.Ordinal).Should().Be("demo/shop/cart-cache-0/cart-cache");
        await shell.Browser.ShotAsync("shell");
    }

    [Fact]
    public async Task Container_Chosen_IsTheOneThatTheShellIsIn()
    {
        await demo.MakePodAsync("two-containers", """
            { "containers": [{ "name": "first", "image": "registry.example.com/first:1" }, { "name": "second", "image": "registry.example.com/second:1" }] }
            """);
        await using var shell = await ShellPage.OpenAsync(demo, "two-containers");
        await shell.Screen.TypeAsync("ls /app");
        await shell.Screen.ShowsAsync("first");

        await shell.Browser.See(".shell-choice select").First.SelectOptionAsync("second");

        await shell.Browser.See(".shell-place b").GetByText("second").WaitForAsync();
        await shell.Screen.ShowsAsync("/ #");
        await shell.Screen.TypeAsync("ls /app");
        await shell.Screen.ShowsAsync("second");
        (await shell.Screen.LinesAsync()).Should().NotContain("first");
    }

    [Fact]
    public async Task Text_PastedWhole_ArrivesWhole()
    {
        await using var shell = await ShellPage.OpenAsync(demo, Pod);
        await shell.Browser.Page.EvaluateAsync("text => navigator.clipboard.writeText(text)", $"echo {new string('z', Much)} | wc -c");

        await shell.Screen.FocusAsync();
        await shell.Browser.Page.Keyboard.PressAsync("Control+Shift+V");
        await shell.Browser.Page.Keyboard.PressAsync("Enter");

        await shell.Screen.ShowsAsync($"{Much + 1}");
    }

    [Fact]
    public async Task Lines_Pasted_AreShownBeforeTheyRun()
    {
        await using var shell = await ShellPage.OpenAsync(demo, Pod);
        await shell.Browser.Page.EvaluateAsync("text => navigator.clipboard.writeText(text)", "echo $HOSTNAME-first\necho $HOSTNAME-second\n");
        await shell.Screen.FocusAsync();

        await shell.Browser.Page.Keyboard.PressAsync("Control+Shift+V");
        await shell.Browser.See("dialog.ask").WaitForAsync();
        (await shell.Browser.See("dialog.ask").InnerTextAsync()).Should().Contain("Paste 2 lines?").And.Contain("echo $HOSTNAME-second");
        await shell.Browser.ShotAsync("shell-paste");
        await shell.Browser.See("dialog.ask").GetByText("Cancel").ClickAsync();
        await shell.Screen.TypeAsync("echo $HOSTNAME-between");
        await shell.Screen.ShowsAsync($"{Pod}-between");
        (await shell.Screen.LinesAsync()).Should().NotContain($"{Pod}-first");

        await shell.Browser.Page.Keyboard.PressAsync("Control+Shift+V");
        await shell.Browser.See("dialog.ask button.primary").ClickAsync();
        await shell.Screen.ShowsAsync($"{Pod}-first");
        await shell.Screen.ShowsAsync($"{Pod}-second");
    }

    [Fact]
    public async Task Shell_ThatEnded_SaysSoAndANewOneIsOneClickAway()
    {
        await using var shell = await ShellPage.OpenAsync(demo, Pod);

        await shell.Screen.TypeAsync("exit 3");

        await shell.IsAsync("ended");
        (await shell.NoteAsync()).Should().Be("Ended with exit status 3.");
        await shell.Browser.See("button").GetByText("Open a new shell").ClickAsync();
        await shell.IsAsync("open");
    }
}
