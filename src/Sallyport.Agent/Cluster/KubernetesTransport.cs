using System.Net;
using System.Net.Http.Headers;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Sallyport.Tunnel.Upgrades;

namespace Sallyport.Agent.Cluster;

/// <summary>
/// The one way to kube-apiserver for one account. It dials the configured server and no other, never through a proxy,
/// follows no redirect, keeps no cookie and trusts the pinned issuers alone.
/// </summary>
internal sealed class KubernetesTransport : IDisposable
{
    private static readonly UriCreationOptions AsWritten = new() { DangerousDisablePathAndQueryCanonicalization = true };
    private readonly KubernetesEndpoint _endpoint;
    private readonly SslClientAuthenticationOptions? _tls;
    private readonly string _origin;
    private readonly string _basePath;

    public KubernetesTransport(KubernetesEndpoint endpoint)
    {
        _endpoint = endpoint;
        _origin = endpoint.Server.GetLeftPart(UriPartial.Authority);
        _basePath = endpoint.Server.AbsolutePath.TrimEnd('/');
        _tls = endpoint.Server.Scheme == Uri.UriSchemeHttps ? Tls(endpoint) : null;
        Requests = new HttpMessageInvoker(NewHandler());
        Upgrades = new UpstreamEndpoint(endpoint.Server, UpgradeTls(endpoint));
    }

    /// <summary>For everything but upgrades: HTTP/2 where the server has it, several connections when one is full.</summary>
    public HttpMessageInvoker Requests { get; }

    /// <summary>For upgrades: HTTP/1.1 on a connection of their own, to the same server under the same trust.</summary>
    public UpstreamEndpoint Upgrades { get; }

    /// <summary>The bearer token of this moment; null when the account signs in by certificate.</summary>
    public string? Token => _endpoint.Credential.Token;

    /// <summary>
    /// What goes on the request line. Whatever stands in the target, it must not be able to change the host: it is a path
    /// from its first byte on, and has nothing in it that could end the line.
    /// </summary>
    public string OnTheWire(string target) =>
        target.Length > 0 && target[0] == '/' && target.AsSpan().IndexOfAnyExceptInRange('!', '~') < 0
            ? _basePath + target
            : throw new ArgumentException("The target is not a canonical request target.", nameof(target));

    /// <summary>A request to a canonical target, signed in as this account.</summary>
    public HttpRequestMessage NewRequest(HttpMethod method, string target)
    {
        var request = new HttpRequestMessage(method, new Uri(_origin + OnTheWire(target), AsWritten))
        {
            Version = _tls is null ? HttpVersion.Version11 : HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionOrLower,
        };
        if (_endpoint.TlsServerName is { } name)
        {
            request.Headers.Host = name;
        }

        if (Token is { } token)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        return request;
    }

    public void Dispose() => Requests.Dispose();

    private SocketsHttpHandler NewHandler()
    {
        var handler = new SocketsHttpHandler
        {
            UseProxy = false,
            AllowAutoRedirect = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.None,
            ActivityHeadersPropagator = null,
            PreAuthenticate = false,
            EnableMultipleHttp2Connections = true,
            InitialHttp2StreamWindowSize = 1024 * 1024,
            ConnectTimeout = TimeSpan.FromSeconds(10),
            KeepAlivePingDelay = TimeSpan.FromSeconds(15),
            KeepAlivePingTimeout = TimeSpan.FromSeconds(10),
            PooledConnectionIdleTimeout = TimeSpan.FromMinutes(2),
            MaxResponseHeadersLength = 64,
        };
        if (_tls is not null)
        {
            handler.SslOptions = _tls;
        }

        return handler;
    }

    private static SslClientAuthenticationOptions? UpgradeTls(KubernetesEndpoint endpoint)
    {
        if (endpoint.Server.Scheme != Uri.UriSchemeHttps)
        {
            return null;
        }

        var tls = Tls(endpoint);
        tls.TargetHost = endpoint.TlsServerName ?? endpoint.Server.IdnHost;
        return tls;
    }

    private static SslClientAuthenticationOptions Tls(KubernetesEndpoint endpoint)
    {
        var tls = new SslClientAuthenticationOptions();
        if (endpoint.SkipTlsVerification)
        {
#pragma warning disable CA5359 // The kubeconfig's own insecure-skip-tls-verify, the cluster owner's choice; the log warns of it.
            tls.RemoteCertificateValidationCallback = static (_, _, _, _) => true;
#pragma warning restore CA5359
        }
        else if (endpoint.Authorities is { } authorities)
        {
            tls.CertificateChainPolicy = new X509ChainPolicy
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                RevocationMode = X509RevocationMode.NoCheck,
                DisableCertificateDownloads = true,
            };
            tls.CertificateChainPolicy.CustomTrustStore.AddRange(authorities);
        }

        if (endpoint.Credential.ClientCertificate is { } certificate)
        {
            tls.ClientCertificateContext = SslStreamCertificateContext.Create(certificate, additionalCertificates: null, offline: true);
        }

        return tls;
    }
}
