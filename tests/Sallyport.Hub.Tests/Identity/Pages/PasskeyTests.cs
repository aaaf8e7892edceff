using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Sallyport.Hub.Policy;
using Sallyport.Hub.Storage;

namespace Sallyport.Hub.Tests.Identity.Pages;

public sealed class PasskeyTests : IAsyncLifetime
{
    private const string Password = "a rather long password";
    private ConsoleHub _hub = null!;
    private Browser _browser = null!;
    private SoftAuthenticator _key = null!;

    public async ValueTask InitializeAsync()
    {
        _hub = await ConsoleHub.StartAsync();
        await _hub.PersonAsync("ada", Password);
        _browser = _hub.Browse();
        await _browser.SignInAsync("ada", Password);
        await _browser.OpenAsync("/account");
        _key = new SoftAuthenticator(_browser.Origin!);
    }

    public ValueTask DisposeAsync()
    {
        _key.Dispose();
        _browser.Dispose();
        return _hub.DisposeAsync();
    }

    [Fact]
    public async Task Passkey_Made_SignsItsOwnerInWithoutPasswordOrName()
    {
        (await MakeAsync()).Location.Should().Be("/account");
        (await _browser.OpenAsync("/account")).Text.Should().Contain("Laptop");
        using var other = _hub.Browse();

        (await ShowAsync(other, _key)).Location.Should().Be("/account?x=1");

        (await other.OpenAsync("/account")).Text.Should().Contain("ada");
        (await _hub.TrailAsync("signed in with a passkey")).Should().Contain("ada True ada added a passkey.");
    }

    [Fact]
    public async Task Answer_SeenBefore_OrFromAnotherSite_IsRefused()
    {
        await MakeAsync();
        using var other = _hub.Browse();
        await other.OpenAsync("/signin");
        var answer = _key.Show((await other.SendAsync("/signin/passkey/options")).Text);
        (await other.SendAsync("/signin/passkey", ("credential", answer))).Status.Should().Be(302);
        using var thief = _hub.Browse();
        await thief.OpenAsync("/signin");
        await thief.SendAsync("/signin/passkey/options");

        (await thief.SendAsync("/signin/passkey", ("credential", answer))).Status.Should().Be(403, "it answers another challenge");
        (await thief.SendAsync("/signin/passkey", ("credential", "{}"))).Status.Should().Be(403);
        using var phished = new SoftAuthenticator("https://evil.example");
        (await ShowAsync(thief, phished)).Status.Should().Be(403);
        thief.Session.Should().BeNull();
    }

    [Fact]
    public async Task Passkey_Removed_SignsNobodyIn()
    {
        await MakeAsync();
        await _browser.OpenAsync("/account");
        var id = System.Text.RegularExpressions.Regex.Match((await _browser.OpenAsync("/account")).Text, "passkeys/remove.*?name=\"id\" value=\"([^\"]+)\"", System.Text.RegularExpressions.RegexOptions.Singleline).Groups[1].Value;

        await _browser.SendAsync("/account/passkeys/remove", ("id", id));

        using var other = _hub.Browse();
        (await ShowAsync(other, _key)).Status.Should().Be(403);
    }

    [Fact]
    public async Task Passkey_WithASignInOfLongAgo_IsNotMade()
    {
        var options = await _browser.SendAsync("/account/passkeys/options");
        await _hub.Services.GetRequiredService<PolicyStore>().ChangeAsync(
            async database => await database.Credentials.Where(c => c.Use == CredentialUse.Console)
                .ExecuteUpdateAsync(set => set.SetProperty(c => c.CreatedAt, DateTimeOffset.UtcNow.AddMinutes(-6))),
            CancellationToken.None);

        (await _browser.SendAsync("/account/passkeys", ("credential", _key.Make(options.Text)), ("name", "Laptop"))).Status.Should().Be(403);
        (await _browser.SendAsync("/account/passkeys/options")).Text.Should().Contain("Sign in again");

        (await _browser.OpenAsync("/account")).Text.Should().Contain("sign in again").And.NotContain("Laptop");
        await _browser.SignInAsync("ada", Password);
        await _browser.OpenAsync("/account");
        (await MakeAsync()).Location.Should().Be("/account");
    }

    private async Task<Answer> MakeAsync()
    {
        var options = await _browser.SendAsync("/account/passkeys/options");
        return await _browser.SendAsync("/account/passkeys", ("credential", _key.Make(options.Text)), ("name", "Laptop"));
    }

    private static async Task<Answer> ShowAsync(Browser browser, SoftAuthenticator key)
    {
        await browser.OpenAsync("/signin?returnUrl=" + Uri.EscapeDataString("/account?x=1"));
        var options = await browser.SendAsync("/signin/passkey/options");
        return await browser.SendAsync("/signin/passkey", ("credential", key.Show(options.Text)));
    }
}
