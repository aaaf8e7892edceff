using Sallyport.Console.Tests.Browsing;

namespace Sallyport.Console.Tests.Terminal;

/// <summary>kubectl's commands in the browser, as the one who is signed in.</summary>
public sealed class TerminalTests(ConsoleDemo demo) : IClassFixture<ConsoleDemo>
{
    [Fact]
    public async Task Get_OfPods_PrintsWhatKubectlPrints()
    {
        await using var page = await OpenAsync();
        var screen = Screen(page);

        await screen.TypeAsync("kubectl get pods");

        await screen.ShowsAsync("READY");
        await screen.ShowsAsync("cart-cache-0");
        await page.ShotAsync("terminal");
    }

    [Fact]
    public async Task Describe_OfAPod_HasItsEvents()
    {
        await using var page = await OpenAsync();

        await Screen(page).TypeAsync("describe statefulset cart-cache");

        await Screen(page).ShowsAsync("Pod Template:");
    }

    [Fact]
    public async Task Watch_FollowsUntilCtrlC()
    {
        await using var page = await OpenAsync();
        var screen = Screen(page);
        await screen.TypeAsync("get configmaps -w");
        await screen.ShowsAsync("storefront");

        await demo.AskClusterAsync(HttpMethod.Post, "/api/v1/namespaces/shop/configmaps", """{ "apiVersion": "v1", "kind": "ConfigMap", "metadata": { "name": "made-meanwhile" } }""");
        await screen.ShowsAsync("made-meanwhile");
        await page.Page.Keyboard.PressAsync("Control+c");
        await screen.EndsWithAsync("demo:shop$");

        await screen.TypeAsync("config current-context");
        await page.UntilAsync("[...document.querySelectorAll('.terminal-screen .xterm-rows > div')].some(line => line.textContent.trim() === 'demo')");
    }

    [Theory]
    [InlineData("get secrets", "\"secrets: hidden\"")]
    [InlineData("delete pod cart-cache-0", "you may not delete pods")]
    [InlineData("get pods --kubeconfig /etc/passwd", "--kubeconfig")]
    [InlineData("apply -f pod.yaml", "apply")]
    [InlineData("get pods | sh", "there are no pipes here")]
    public async Task Line_ThatIsRefused_IsAnsweredWithASentence(string line, string sentence)
    {
        await using var page = await OpenAsync("developer");
        var screen = Screen(page);

        await screen.TypeAsync(line);
        await page.UntilAsync("[...document.querySelectorAll('.terminal-screen .xterm-rows > div')].filter(line => line.textContent.startsWith('demo:shop$')).length > 1");

        var lines = await screen.LinesAsync();
        string.Concat(lines.SkipWhile(shown => !shown.Contains(line, StringComparison.Ordinal)).Skip(1)).Should().Contain(sentence);
    }

    [Fact]
    public async Task Tab_CompletesKindsAndNames()
    {
        await using var page = await OpenAsync();
        var screen = Screen(page);
        await screen.FocusAsync();

        await page.Page.Keyboard.TypeAsync("get pod cart-c");
        await page.Page.Keyboard.PressAsync("Tab");

        await screen.ShowsAsync("get pod cart-cache-0");
    }

    private static TerminalScreen Screen(ConsolePage page) => new(page, ".terminal-screen");

    private async Task<ConsolePage> OpenAsync(string person = "admin")
    {
        var page = await demo.SignedInAsync(person);
        await page.GoAsync("/c/demo/terminal?ns=shop");
        await Screen(page).EndsWithAsync("demo:shop$");
        return page;
    }
}
