using Sallyport.Console.Tests.Browsing;

namespace Sallyport.Console.Tests.Stories.Steps;

/// <summary>A developer's two open pages, the Secrets of a namespace and a pod's Shell tab: neither is loaded again, whatever the admin does.</summary>
internal sealed class DevelopersPages : IAsyncDisposable
{
    private const string Blocked = "[data-testid=blocked]";

    private readonly ConsolePage _secrets;
    private readonly ConsolePage _shell;
    private readonly StoryPlace _place;
    private string _value = "";
    private int _typed;

    private DevelopersPages(ConsolePage secrets, ConsolePage shell, StoryPlace place) => (_secrets, _shell, _place) = (secrets, shell, place);

    public static async Task<DevelopersPages> OpenAsync(ConsoleBrowser browser, StoryPlace place)
    {
        var pages = new DevelopersPages(await browser.SignedInAsync("developer"), await browser.SignedInAsync("developer"), place);
        await pages._secrets.GoAsync($"/c/{place.Cluster}/secrets?ns={place.Namespace}");
        await pages._shell.GoAsync($"/c/{place.Cluster}/pods/{place.Namespace}/{place.Pod}?tab=shell");
        foreach (var page in pages.Both)
        {
            await page.Page.EvaluateAsync("() => { window.notReloaded = true; }");
        }

        return pages;
    }

    /// <summary>The list is there, and the value of the story's Secret for whoever asks to see it.</summary>
    public async Task ReadTheSecretAsync()
    {
        await _secrets.See("[data-open-row]").GetByText(_place.Secret).ClickAsync();
        var key = _secrets.See(".secret-keys tr").Filter(new() { HasText = _place.Key });
        await key.GetByText("Show").ClickAsync();
        _value = await key.Locator("pre").InnerTextAsync();
        _value.Length.Should().BeGreaterThan(8);
    }

    /// <summary>What was shown is still on the page.</summary>
    public async Task StillShowTheSecretAsync() => (await _secrets.See(".secret-keys pre").InnerTextAsync()).Should().Be(_value);

    /// <summary>In place of the list stands why, and who can change it; of the value nothing is left in the document.</summary>
    public async Task AreKeptFromSecretsAsync()
    {
        await _secrets.See(Blocked).First.WaitForAsync();
        await _secrets.UntilAsync("!document.querySelector('.secret-keys') && !document.querySelector('[data-row]')");
        (await _secrets.See(Blocked).First.InnerTextAsync()).Should()
            .Contain("Secrets are hidden from read-only roles in this organization.")
            .And.Contain("\"secrets: hidden\"").And.Contain("To ask: admin (Organization Admin).").And.Contain("Copy request");
        if (_value.Length > 0)
        {
            (await _secrets.Page.ContentAsync()).Should().NotContain(_value);
        }
    }

    /// <summary>The page says by itself that the change of the policy is why it looks otherwise.</summary>
    public Task SayThatSecretsAreAsync(string openOrClosed) => _secrets.ShowsAsync($"Access has changed: this is {openOrClosed} to you now.");

    /// <summary>The shell answers what is typed; it is the very one that remembers what was typed before.</summary>
    public async Task UseTheShellAsync()
    {
        var terminal = new TerminalScreen(_shell, "[data-testid=shell]");
        await _shell.See("[data-testid=shell][data-state=open]").WaitForAsync();
        if (_typed == 0)
        {
            await terminal.ShowsAsync("/ #");
            await terminal.TypeAsync("export WORD=remembered");
        }

        await terminal.TypeAsync($"echo $WORD-{++_typed}-$WORD");
        await terminal.ShowsAsync($"remembered-{_typed}-remembered");
    }

    /// <summary>In place of a shell stands why there is none, and who can change it.</summary>
    public async Task AreKeptFromShellsAsync(bool afterOne)
    {
        await _shell.See(Blocked).WaitForAsync();
        (await _shell.See(Blocked).InnerTextAsync()).Should()
            .Contain(afterOne ? "The shell has ended: shells are blocked here" : "Shells are blocked here")
            .And.Contain("\"shell: blocked\"").And.Contain("To ask: admin (Organization Admin).").And.Contain("Copy request");
        (await _shell.See(".xterm").CountAsync()).Should().Be(0);
        await _shell.See(".tabs [aria-current=page] svg").WaitForAsync();
    }

    /// <summary>Neither page was loaded anew, and the browser has nothing against either. Pictures are kept.</summary>
    public async Task WereLeftAloneAsync(string picture)
    {
        await _secrets.ShotAsync($"{picture}-secrets-page");
        await _shell.ShotAsync($"{picture}-shell-page");
        foreach (var page in Both)
        {
            (await page.Page.EvaluateAsync<bool>("() => window.notReloaded === true")).Should().BeTrue("nobody loaded the page anew");
            page.Complaints.Should().BeEmpty();
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var page in Both)
        {
            await page.DisposeAsync();
        }
    }

    private ConsolePage[] Both => [_secrets, _shell];
}
