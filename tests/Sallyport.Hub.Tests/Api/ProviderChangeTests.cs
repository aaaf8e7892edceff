namespace Sallyport.Hub.Tests.Api;

/// <summary>What a change of an identity provider must not carry along.</summary>
public sealed class ProviderChangeTests : IAsyncLifetime
{
    private ApiHub _hub = null!;
    private string _admin = "";

    public async ValueTask InitializeAsync()
    {
        _hub = await ApiHub.StartAsync();
        _admin = await _hub.TokenAsync("admin");
        (await SetAsync("corp", """{"issuer": "https://id.corp.example", "clientId": "x", "clientSecret": "hush", "importPrefix": "corp-"}""")).Should().Be(200);
    }

    public ValueTask DisposeAsync() => _hub.DisposeAsync();

    [Theory]
    [InlineData("https://id.evil.example", "", 400)]
    [InlineData("https://id.evil.example", ", \"clientSecret\": \"\"", 200)]
    [InlineData("https://id.corp.example", "", 200)]
    public async Task Secret_OfAnIssuer_IsNotShownToAnother(string issuer, string more, int status) =>
        (await SetAsync("corp", $$"""{"issuer": "{{issuer}}", "clientId": "x"{{more}}}""")).Should().Be(status);

    [Theory]
    [InlineData("other", "corp-", 400)]
    [InlineData("other", "corp-de-", 400)]
    [InlineData("other", "co", 400)]
    [InlineData("other", "other-", 200)]
    [InlineData("corp", "corp-", 200)]
    [CatalogueRow(151)]
    public async Task Prefix_ThatMakesAnotherProvidersGroups_IsRefused(string name, string prefix, int status) =>
        (await SetAsync(name, $$"""{"issuer": "https://id.corp.example", "clientId": "x", "importPrefix": "{{prefix}}"}""")).Should().Be(status);

    [Theory]
    [InlineData("https://id.corp.example", "", true)]
    [InlineData("https://id.corp.example", ", \"certificateAuthority\": \"\"", false)]
    [InlineData("https://id.other.example", ", \"clientSecret\": \"\"", false)]
    public async Task CertificateAuthority_StaysForItsIssuerUntilItIsTakenAway(string issuer, string more, bool stays)
    {
        using var key = System.Security.Cryptography.ECDsa.Create();
        using var authority = new System.Security.Cryptography.X509Certificates.CertificateRequest("CN=corp", key, System.Security.Cryptography.HashAlgorithmName.SHA256)
            .CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        var pem = System.Text.Json.JsonEncodedText.Encode(authority.ExportCertificatePem());
        (await SetAsync("corp", $$"""{"issuer": "https://id.corp.example", "clientId": "x", "certificateAuthority": "{{pem}}"}""")).Should().Be(200);

        var (status, set) = await _hub.AskAsync("PUT", "/api/v1/providers/corp", _admin, $$"""{"issuer": "{{issuer}}", "clientId": "x"{{more}}}""");

        status.Should().Be(200, "{0}", set);
        (set!["certificateAuthority"] is not null).Should().Be(stays);
    }

    private async Task<int> SetAsync(string name, string body) => (await _hub.AskAsync("PUT", "/api/v1/providers/" + name, _admin, body)).Status;
}
