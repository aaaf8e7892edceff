using System.Collections.Concurrent;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace Sallyport.Hub.Identity.Workloads;

/// <summary>The keys that issuers publish (OpenID Connect Discovery), kept and renewed.</summary>
internal sealed class WorkloadKeys : IDisposable
{
    private readonly ConcurrentDictionary<string, ConfigurationManager<OpenIdConnectConfiguration>> _issuers = new(StringComparer.Ordinal);
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false }) { Timeout = TimeSpan.FromSeconds(10) };

    /// <exception cref="InvalidOperationException">The issuer does not answer, or not as discovery says.</exception>
    public async Task<IReadOnlyCollection<SecurityKey>> OfAsync(string issuer, CancellationToken cancellationToken)
    {
        var found = await Of(issuer).GetConfigurationAsync(cancellationToken);
        return found.Issuer == issuer ? [.. found.SigningKeys] : throw new InvalidOperationException("The issuer's metadata names another issuer.");
    }

    /// <summary>Has the keys asked for again; the library sees to it that strangers cannot make that often.</summary>
    public void Renew(string issuer) => Of(issuer).RequestRefresh();

    public void Dispose() => _http.Dispose();

    private ConfigurationManager<OpenIdConnectConfiguration> Of(string issuer) => _issuers.GetOrAdd(issuer, issuer =>
        new ConfigurationManager<OpenIdConnectConfiguration>(
            issuer.TrimEnd('/') + "/.well-known/openid-configuration",
            new OpenIdConnectConfigurationRetriever(),
            new HttpDocumentRetriever(_http) { RequireHttps = issuer.StartsWith("https:", StringComparison.Ordinal) }));
}
