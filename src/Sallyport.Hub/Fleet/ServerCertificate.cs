using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Sallyport.Hub.Gateway;

namespace Sallyport.Hub.Fleet;

/// <summary>The certificate the hub shows: on both listeners, and in the tunnel's inner TLS. Renewed well before it ends.</summary>
internal sealed class ServerCertificate(CertificateAuthorities authorities, GatewayNames names, TimeProvider time)
{
    /// <summary>The name agents expect in the inner TLS.</summary>
    public const string TunnelName = "tunnel.sallyport.internal";

    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";
    private static readonly TimeSpan Life = TimeSpan.FromDays(90);
    private static readonly TimeSpan RenewBefore = TimeSpan.FromDays(30);

    private readonly Lock _lock = new();
    private X509Certificate2? _current;
    private DateTimeOffset _renewAt;

    public X509Certificate2 Current
    {
        get
        {
            lock (_lock)
            {
                var now = time.GetUtcNow();
                if (_current is null || now >= _renewAt)
                {
                    // The old one is left to the collector: handshakes may still be using it.
                    _current = Make(now);
                    _renewAt = now + Life - RenewBefore;
                }

                return _current;
            }
        }
    }

    private X509Certificate2 Make(DateTimeOffset now)
    {
        var san = new SubjectAlternativeNameBuilder();
        san.AddDnsName("*" + GatewayNames.InternalSuffix);
        san.AddDnsName(TunnelName);
        foreach (var name in names.Names)
        {
            if (IPAddress.TryParse(name, out var address))
            {
                san.AddIpAddress(address);
            }
            else
            {
                san.AddDnsName(name);
                san.AddDnsName("*." + name);
            }
        }

        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var leaf = authorities.Server.Sign(
            new PublicKey(key), "Sallyport hub", san, ServerAuthentication, SerialNumber.Random(), now, Life);
        return leaf.CopyWithPrivateKey(key);
    }
}
