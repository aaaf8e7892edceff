using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Sallyport.Hub.Identity;

namespace Sallyport.Hub.Tests.Api;

/// <summary>People see and end what they hold; what was made from a token ends with it.</summary>
public sealed partial class OwnTokenTests : IAsyncLifetime
{
    private ApiHub _hub = null!;

    public async ValueTask InitializeAsync() => _hub = await ApiHub.StartAsync();

    public ValueTask DisposeAsync() => _hub.DisposeAsync();

    [Fact]
    public async Task Tokens_OfOnesOwn_AreListedWithoutTheirText()
    {
        var token = await _hub.TokenAsync("developer");

        var (status, answer) = await _hub.AskAsync("GET", "/api/v1/me/tokens?search=test", token);

        status.Should().Be(200);
        answer!.AsArray().Should().ContainSingle().Which!["description"]!.GetValue<string>().Should().Be("test");
        answer.ToJsonString().Should().NotContain("spt_");
    }

    [Fact]
    public async Task Token_OfOnesOwn_IsRevokedByItsOwner()
    {
        var token = await _hub.TokenAsync("developer");

        (await _hub.AskAsync("DELETE", $"/api/v1/me/tokens/{await IdAsync(token)}", token)).Status.Should().Be(204);

        (await _hub.AskAsync("GET", "/api/v1/me", token)).Status.Should().Be(401);
    }

    [Fact]
    public async Task Token_OfSomebodyElse_IsNotThere()
    {
        var admin = await _hub.TokenAsync("admin");

        (await _hub.AskAsync("DELETE", $"/api/v1/me/tokens/{await IdAsync(admin)}", await _hub.TokenAsync("developer"))).Status.Should().Be(404);

        (await _hub.AskAsync("GET", "/api/v1/me", admin)).Status.Should().Be(200);
    }

    [Theory]
    [InlineData("developer")]
    [InlineData("admin")]
    public async Task Kubeconfig_MadeFromAToken_EndsWithIt(string user)
    {
        var token = await _hub.TokenAsync(user);
        var kubeconfig = await KubeconfigAsync(token);
        (await FindAsync(kubeconfig)).Should().NotBeNull();

        (await _hub.AskAsync("DELETE", $"/api/v1/me/tokens/{await IdAsync(token)}", token)).Status.Should().Be(204);

        (await FindAsync(kubeconfig)).Should().BeNull("a stolen token could make itself what outlives its revocation");
    }

    [Theory]
    [InlineData("developer")]
    [InlineData("admin")]
    public async Task Kubeconfig_MadeFromAToken_EndsNoLaterThanIt(string user)
    {
        var token = await _hub.TokenAsync(user);

        var made = (await FindAsync(await KubeconfigAsync(token)))!;

        made.Expires.Should().BeOnOrBefore((await FindAsync(token))!.Expires!.Value);
        (await _hub.AskAsync("POST", "/api/v1/kubeconfig", token, """{"validFor": "2h"}""")).Status.Should().Be(400);
    }

    private async Task<string> IdAsync(string token) => (await FindAsync(token))!.Id.ToString();

    private ValueTask<Credential?> FindAsync(string token) =>
        _hub.Services.GetRequiredService<CredentialDirectory>().FindAsync(token, CancellationToken.None);

    private async Task<string> KubeconfigAsync(string token)
    {
        using var response = await _hub.SendAsync("POST", "/api/v1/kubeconfig", token, "{}");
        ((int)response.StatusCode).Should().Be(200);
        return Token().Match(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Value;
    }

    [GeneratedRegex("spt_[A-Za-z0-9_-]+")]
    private static partial Regex Token();
}
