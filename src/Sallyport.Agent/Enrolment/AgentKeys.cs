using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Sallyport.Agent.Enrolment;

/// <summary>The agent's own key pair and, once the hub issued it, the certificate for it.</summary>
/// <param name="KeyPem">The private key (PKCS#8).</param>
/// <param name="CertificatePem">The certificate and its issuers; null before the first enrolment.</param>
/// <param name="JoinedWith">The digest of the join token that it began with; null where that was not kept.</param>
internal sealed record AgentKeys(string KeyPem, string? CertificatePem, string? JoinedWith = null)
{
    private const string UriPrefix = "sallyport://cluster/";
    private const string SubjectAlternativeName = "2.5.29.17";

    /// <summary>A new key pair, without a certificate.</summary>
    public static AgentKeys New()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return new AgentKeys(key.ExportPkcs8PrivateKeyPem(), null);
    }

    /// <summary>By what a join token is known again, without keeping it.</summary>
    public static string? DigestOf(string? joinToken) =>
        string.IsNullOrEmpty(joinToken) ? null : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(joinToken)));

    /// <summary>Never prints the key.</summary>
    public override string ToString() => $"{nameof(AgentKeys)} {{ {(CertificatePem is null ? "no certificate" : "with certificate")} }}";

    /// <summary>A request for a certificate, in DER. The hub writes the name: what stands here is nobody's claim.</summary>
    public byte[] SigningRequest()
    {
        using var key = ECDsa.Create();
        key.ImportFromPem(KeyPem);
        return new CertificateRequest("CN=sallyport-agent", key, HashAlgorithmName.SHA256).CreateSigningRequest();
    }

    /// <summary>The certificate with its key; null where there is none or the two do not belong together.</summary>
    public X509Certificate2? Certificate()
    {
        try
        {
            return CertificatePem is null ? null : X509Certificate2.CreateFromPem(CertificatePem, KeyPem);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    /// <summary>The id that the hub gave the cluster, from its certificate.</summary>
    public static string ClusterIdOf(X509Certificate2 certificate)
    {
        var extension = certificate.Extensions.FirstOrDefault(e => e.Oid?.Value == SubjectAlternativeName);
        if (extension is not null)
        {
            var uri = new Asn1Tag(TagClass.ContextSpecific, 6);
            var names = new AsnReader(extension.RawData, AsnEncodingRules.DER).ReadSequence();
            while (names.HasData)
            {
                if (!names.PeekTag().HasSameClassAndValue(uri))
                {
                    names.ReadEncodedValue();
                }
                else if (names.ReadCharacterString(UniversalTagNumber.IA5String, uri) is var name
                    && name.StartsWith(UriPrefix, StringComparison.Ordinal))
                {
                    return name[UriPrefix.Length..];
                }
            }
        }

        throw new CryptographicException("The certificate names no cluster.");
    }
}
