using System.Security.Cryptography.X509Certificates;

namespace Sallyport.Agent.Cluster;

/// <summary>What an account signs in to kube-apiserver with.</summary>
public abstract class KubernetesCredential
{
    private protected KubernetesCredential() { }

    /// <summary>A bearer token that does not change.</summary>
    public static KubernetesCredential Bearer(string token)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(token);
        return new FixedToken(token.Trim());
    }

    /// <summary>A bearer token in a file that is read again as it rotates.</summary>
    public static KubernetesCredential BearerFile(string path, TimeProvider time)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        ArgumentNullException.ThrowIfNull(time);
        return new RotatingToken(path, time);
    }

    /// <summary>A client certificate with its private key.</summary>
    public static KubernetesCredential Certificate(X509Certificate2 certificate)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        return new CertificateOnly(certificate);
    }

    /// <summary>The token of this moment; null when the account signs in by certificate.</summary>
    internal virtual string? Token => null;

    /// <summary>The client certificate; null when the account signs in by token.</summary>
    internal virtual X509Certificate2? ClientCertificate => null;

    private sealed class FixedToken(string token) : KubernetesCredential
    {
        internal override string Token => token;
    }

    private sealed class CertificateOnly(X509Certificate2 certificate) : KubernetesCredential
    {
        internal override X509Certificate2 ClientCertificate => certificate;
    }
}
