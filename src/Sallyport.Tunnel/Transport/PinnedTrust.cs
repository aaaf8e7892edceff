using System.Security.Cryptography.X509Certificates;

namespace Sallyport.Tunnel.Transport;

/// <summary>Trust in the given authorities alone: never the machine's store, never a download.</summary>
internal static class PinnedTrust
{
    public static X509ChainPolicy Policy(X509Certificate2Collection authorities)
    {
        if (authorities.Count == 0)
        {
            throw new ArgumentException("There is no authority to trust.", nameof(authorities));
        }

        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
            DisableCertificateDownloads = true,
        };
        policy.CustomTrustStore.AddRange(authorities);
        return policy;
    }
}
