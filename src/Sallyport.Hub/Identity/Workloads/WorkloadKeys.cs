using System.Collections.Concurrent;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;
using Sallyport.Hub.Storage;

namespace Sallyport.Hub.Identity.Workloads;

/// <summary>The keys that issuers sign with: as their definition says, or as they publish them (OpenID Connect Discovery), kept and renewed.</summary>
internal sealed class WorkloadKeys : IDisposable
{
    private readonly ConcurrentDictionary<(string Issuer, string? Authority), Published> _issuers = new();

    /// <exception cref="InvalidOperationException">The issuer does not answer, or not as discovery says.</exception>
    public async Task<IReadOnlyCollection<SecurityKey>> OfAsync(WorkloadIssuerRow issuer, CancellationToken cancellationToken)
    {
        if (issuer.Keys is not null)
        {
            return InlineKeys.Read(issuer.Keys);
        }

        var found = await Of(issuer).Metadata.GetConfigurationAsync(cancellationToken);
        return found.Issuer == issuer.Issuer ? [.. found.SigningKeys] : throw new InvalidOperationException("The issuer's metadata names another issuer.");
    }

    /// <summary>Has the keys asked for again; the library sees to it that strangers cannot make that often.</summary>
    /// <returns>False when they are the definition's own, and stay as they are.</returns>
    public bool Renew(WorkloadIssuerRow issuer)
    {
        if (issuer.Keys is not null)
        {
            return false;
        }

        Of(issuer).Metadata.RequestRefresh();
        return true;
    }

    public void Dispose()
    {
        foreach (var published in _issuers.Values)
        {
            published.Dispose();
        }
    }

    private Published Of(WorkloadIssuerRow issuer) =>
        _issuers.GetOrAdd((issuer.Issuer, issuer.CertificateAuthority), key => new Published(key.Issuer, key.Authority));

    /// <summary>What one issuer publishes.</summary>
    private sealed class Published : IDisposable
    {
        private readonly HttpClient _http;

        public Published(string issuer, string? authority)
        {
            _http = new HttpClient(PrivateTrust.Handler(authority)) { Timeout = TimeSpan.FromSeconds(10) };
            Metadata = new ConfigurationManager<OpenIdConnectConfiguration>(
                issuer.TrimEnd('/') + "/.well-known/openid-configuration",
                new OpenIdConnectConfigurationRetriever(),
                new HttpDocumentRetriever(_http) { RequireHttps = issuer.StartsWith("https:", StringComparison.Ordinal) });
        }

        public ConfigurationManager<OpenIdConnectConfiguration> Metadata { get; }

        public void Dispose() => _http.Dispose();
    }
}
