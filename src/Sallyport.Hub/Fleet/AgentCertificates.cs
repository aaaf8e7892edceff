using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Sallyport.Tunnel.Accepting;

namespace Sallyport.Hub.Fleet;

/// <summary>Issues agents' certificates.</summary>
internal sealed class AgentCertificates(CertificateAuthorities authorities, TimeProvider time)
{
    private const string ClientAuthentication = "1.3.6.1.5.5.7.3.2";
    private static readonly TimeSpan Life = TimeSpan.FromDays(30);

    /// <summary>Signs the public key of a PKCS#10 request. Nothing else of the request is taken over.</summary>
    /// <exception cref="CryptographicException">The request is not one, or its signature does not fit its key.</exception>
    public X509Certificate2 Issue(byte[] signingRequest, Guid clusterId, string cluster, byte[] serial)
    {
        var asked = CertificateRequest.LoadSigningRequest(signingRequest, HashAlgorithmName.SHA256);
        var san = new SubjectAlternativeNameBuilder();
        san.AddUri(AgentIdentity.UriFor(clusterId));
        return authorities.Agents.Sign(asked.PublicKey, cluster, san, ClientAuthentication, serial, time.GetUtcNow(), Life);
    }
}
