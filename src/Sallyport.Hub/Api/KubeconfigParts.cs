namespace Sallyport.Hub.Api;

/// <summary>What a kubeconfig is made of.</summary>
internal sealed record KubeconfigParts(string User, IReadOnlyList<KubeconfigCluster> Clusters);

/// <summary>One context of a kubeconfig.</summary>
/// <param name="Name">The cluster.</param>
/// <param name="Server">The gateway's address.</param>
/// <param name="TlsServerName">The name that says which cluster is meant.</param>
/// <param name="CertificateAuthorityData">The certificate authority of the gateway, in Base64.</param>
/// <param name="Namespace">A namespace that the user may read; left out when there is none.</param>
internal sealed record KubeconfigCluster(string Name, string Server, string TlsServerName, string CertificateAuthorityData, string? Namespace);
