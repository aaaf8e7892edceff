using Sallyport.Hub.Tests.Api;

namespace Sallyport.Hub.Tests.Identity.Workloads;

/// <summary>An issuer that the hub cannot reach, as an air-gapped cluster's is, proves its tokens by the keys of its definition.</summary>
public sealed class InlineKeysTests : IAsyncLifetime
{
    private const string Issuer = "https://kubernetes.default.svc.nowhere.invalid";
    private ApiHub _hub = null!;
    private FakeIssuer _signer = null!;
    private string _admin = "";

    public async ValueTask InitializeAsync()
    {
        _hub = await ApiHub.StartAsync();
        _signer = await FakeIssuer.StartAsync();
        _admin = await _hub.TokenAsync("admin");
        (await _hub.AskAsync("POST", "/api/v1/users", _admin, """{"name": "deployer", "kind": "machine"}""")).Status.Should().Be(200);
    }

    public async ValueTask DisposeAsync()
    {
        await _signer.DisposeAsync();
        await _hub.DisposeAsync();
    }

    [Fact]
    public async Task Token_SignedByAKeyOfTheDefinition_IsExchanged()
    {
        (await SetAsync($$""", "jwks": {{_signer.PublicKeys}}""")).Should().Be(200);

        (await ExchangeAsync(_signer)).Should().Be(200);
    }

    [Fact]
    public async Task Token_SignedByAnotherKey_IsRefused()
    {
        (await SetAsync($$""", "jwks": {{_signer.PublicKeys}}""")).Should().Be(200);
        await using var other = await FakeIssuer.StartAsync();

        (await ExchangeAsync(other)).Should().Be(400);
    }

    [Theory]
    [InlineData("""{"keys": []}""")]
    [InlineData("""{}""")]
    [InlineData("""{"keys": [{"kty": "oct", "k": "c2VjcmV0"}]}""")]
    [InlineData("""{"keys": [{"kty": "RSA", "n": "AQAB", "e": "AQAB", "d": "AQAB"}]}""")]
    [InlineData("""{"keys": [{"kty": "RSA", "kid": "no parameters"}]}""")]
    public async Task Keys_ThatAreNotPublicSigningKeys_AreRefused(string keys) =>
        (await SetAsync($$""", "jwks": {{keys}}""")).Should().Be(400);

    [Theory]
    [InlineData("nonsense")]
    [InlineData("")]
    [InlineData("-----BEGIN PRIVATE KEY-----\\nAAAA\\n-----END PRIVATE KEY-----")]
    public async Task CertificateAuthority_ThatIsNone_IsRefused(string pem) =>
        (await SetAsync($$""", "certificateAuthority": "{{pem}}" """)).Should().Be(400);

    private async Task<int> SetAsync(string more) => (await _hub.AskAsync(
        "PUT", "/api/v1/workload-issuers/cluster", _admin,
        $$$"""{"issuer": "{{{Issuer}}}", "audience": "sallyport", "rules": [{"user": "deployer", "claims": {"sub": "repo:corp/*"}}]{{{more}}} }""")).Status;

    private async Task<int> ExchangeAsync(FakeIssuer signer)
    {
        var token = signer.Sign(signer.Key, asked => asked.Issuer = Issuer);
        using var response = await _hub.SendAsync(
            "POST", "/api/v1/oauth/token", null,
            $"grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Atoken-exchange&subject_token_type=urn%3Aietf%3Aparams%3Aoauth%3Atoken-type%3Ajwt&subject_token={token}",
            "application/x-www-form-urlencoded");
        return (int)response.StatusCode;
    }
}
