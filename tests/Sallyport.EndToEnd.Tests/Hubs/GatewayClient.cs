using System.Net.Http.Headers;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace Sallyport.EndToEnd.Tests.Hubs;

/// <summary>A Kubernetes client that is no kubectl, at the gateway by its path prefix.</summary>
internal static class GatewayClient
{
    public static HttpClient For(HubPlace place, string cluster, string? token)
    {
        var http = new HttpClient(new SocketsHttpHandler { SslOptions = { CertificateChainPolicy = Trust(place) }, UseProxy = false })
        {
            BaseAddress = new Uri($"https://127.0.0.1:{place.GatewayPort}/clusters/{cluster}/"),
        };
        if (token is not null)
        {
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        return http;
    }

    /// <summary>The same trust, for clients that take a callback alone.</summary>
    public static RemoteCertificateValidationCallback Trusts(HubPlace place) => (_, certificate, _, _) =>
    {
        using var chain = new X509Chain { ChainPolicy = Trust(place) };
        return chain.Build((X509Certificate2)certificate!);
    };

    public static X509ChainPolicy Trust(HubPlace place)
    {
        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
        };
        policy.CustomTrustStore.ImportFromPemFile(place.CertificateAuthority);
        return policy;
    }
}
