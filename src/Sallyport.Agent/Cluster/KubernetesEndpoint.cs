using System.Security.Cryptography.X509Certificates;

namespace Sallyport.Agent.Cluster;

/// <summary>Where a kube-apiserver is, whom it must be, and how one account signs in to it.</summary>
public sealed record KubernetesEndpoint
{
    /// <summary>The server: scheme, host, port and, behind some platforms, a base path.</summary>
    public required Uri Server { get; init; }

    /// <summary>The only issuers its certificate may have; null leaves it to the machine's trust store.</summary>
    public X509Certificate2Collection? Authorities { get; init; }

    /// <summary>The name its certificate must carry when that is not the host of <see cref="Server"/>.</summary>
    public string? TlsServerName { get; init; }

    /// <summary>Whether its certificate goes unchecked; true only where a kubeconfig says so in so many words.</summary>
    public bool SkipTlsVerification { get; init; }

    /// <summary>How the account signs in.</summary>
    public required KubernetesCredential Credential { get; init; }

    /// <summary>An endpoint with a fixed bearer token.</summary>
    public static KubernetesEndpoint WithToken(Uri server, string token) =>
        new() { Server = server, Credential = KubernetesCredential.Bearer(token) };
}
