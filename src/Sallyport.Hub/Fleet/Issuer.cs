using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Sallyport.Hub.Fleet;

/// <summary>One of the hub's own certificate authorities.</summary>
internal sealed class Issuer(X509Certificate2 certificate)
{
    private static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(5);

    /// <summary>The authority's certificate, with its private key.</summary>
    public X509Certificate2 Certificate => certificate;

    public string CertificatePem => certificate.ExportCertificatePem() + "\n";

    public static Issuer Create(string commonName, DateTimeOffset now)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(Name(commonName), key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, true, 0, true));
        request.CertificateExtensions.Add(
            new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        return new Issuer(request.CreateSelfSigned(now - ClockSkew, now.AddYears(10)));
    }

    public static Issuer Load(string certificatePem, string keyPem) =>
        new(X509Certificate2.CreateFromPem(certificatePem, keyPem));

    public string ExportKeyPem()
    {
        using var key = certificate.GetECDsaPrivateKey()!;
        return key.ExportPkcs8PrivateKeyPem();
    }

    /// <summary>Signs a leaf for a public key.</summary>
    public X509Certificate2 Sign(
        PublicKey key, string commonName, SubjectAlternativeNameBuilder names, string extendedKeyUsage,
        byte[] serial, DateTimeOffset now, TimeSpan life)
    {
        var request = new CertificateRequest(Name(commonName), key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(extendedKeyUsage)], false));
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(
            X509AuthorityKeyIdentifierExtension.CreateFromCertificate(certificate, includeKeyIdentifier: true, includeIssuerAndSerial: false));
        var ends = now + life;
        var last = new DateTimeOffset(certificate.NotAfter);
        return request.Create(certificate, now - ClockSkew, ends < last ? ends : last, serial);
    }

    private static X500DistinguishedName Name(string commonName)
    {
        var builder = new X500DistinguishedNameBuilder();
        builder.AddCommonName(commonName);
        return builder.Build();
    }
}
