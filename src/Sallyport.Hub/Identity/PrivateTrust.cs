using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Sallyport.Hub.Identity;

/// <summary>Trust in an issuer whose certificate is of the organization's own authority, for that issuer alone.</summary>
internal static class PrivateTrust
{
    private const int Longest = 64 * 1024;

    public const string Rule = "one or more certificates in PEM, and no key";

    public static bool IsValid(string pem)
    {
        try
        {
            return pem.Length <= Longest && !pem.Contains("PRIVATE KEY", StringComparison.Ordinal) && Read(pem).Count > 0;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    /// <param name="pem">The certificates; null trusts what this machine trusts.</param>
    public static SocketsHttpHandler Handler(string? pem)
    {
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false };
        if (pem is not null)
        {
            var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
            policy.CustomTrustStore.AddRange(Read(pem));
            handler.SslOptions.CertificateChainPolicy = policy;
        }

        return handler;
    }

    private static X509Certificate2Collection Read(string pem)
    {
        var certificates = new X509Certificate2Collection();
        certificates.ImportFromPem(pem);
        return certificates;
    }
}
