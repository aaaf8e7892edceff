using System.Net;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Sallyport.Hub.Tests.Identity.Workloads;

/// <summary>An issuer as a CI system is one: metadata, keys, and tokens signed as asked.</summary>
internal sealed class FakeIssuer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly RSA _rsa = RSA.Create(2048);

    private FakeIssuer()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        _app = builder.Build();
        _app.MapGet("/.well-known/openid-configuration", http => http.Response.WriteAsJsonAsync(new Dictionary<string, object>
        {
            ["issuer"] = Issuer,
            ["jwks_uri"] = Issuer + "/keys",
        }));
        _app.MapGet("/keys", http => http.Response.WriteAsync(PublicKeys));
    }

    public string Issuer { get; private set; } = "";

    /// <summary>What it publishes its signatures can be checked with, as a JSON Web Key Set.</summary>
    public string PublicKeys
    {
        get
        {
            var key = JsonWebKeyConverter.ConvertFromRSASecurityKey(new RsaSecurityKey(_rsa.ExportParameters(false)) { KeyId = "one" });
            return $$"""{"keys": [{"kty": "RSA", "kid": "one", "n": "{{key.N}}", "e": "{{key.E}}", "use": "sig"}]}""";
        }
    }

    public SigningCredentials Key => new(new RsaSecurityKey(_rsa) { KeyId = "one" }, SecurityAlgorithms.RsaSha256);

    /// <summary>HMAC with the public key as its secret: what confuses validators that take whatever the header says.</summary>
    public SigningCredentials Confused => new(new SymmetricSecurityKey(_rsa.ExportSubjectPublicKeyInfo()) { KeyId = "one" }, SecurityAlgorithms.HmacSha256);

    public static async Task<FakeIssuer> StartAsync()
    {
        var issuer = new FakeIssuer();
        await issuer._app.StartAsync();
        issuer.Issuer = issuer._app.Urls.Single();
        return issuer;
    }

    public string Sign(SigningCredentials? key, Action<SecurityTokenDescriptor>? change = null)
    {
        var token = new SecurityTokenDescriptor
        {
            Issuer = Issuer,
            Audience = "sallyport",
            Expires = DateTime.UtcNow.AddMinutes(5),
            SigningCredentials = key,
            Claims = new Dictionary<string, object> { ["sub"] = "repo:corp/shop:ref:refs/heads/main", ["environment"] = "production" },
        };
        change?.Invoke(token);
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(token);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _rsa.Dispose();
    }
}
