namespace Sallyport.Cli.Kubeconfigs;

/// <summary>What a kubeconfig is to hold for one profile.</summary>
/// <param name="Profile">The profile.</param>
/// <param name="Clusters">Every cluster that the user has a role in.</param>
/// <param name="Plugin">How kubectl gets a credential.</param>
internal sealed record Grant(string Profile, IReadOnlyList<GrantedCluster> Clusters, ExecPlugin Plugin)
{
    /// <summary>The clusters to add where they are not there yet; null adds all.</summary>
    public IReadOnlyCollection<string>? Wanted { get; init; }

    /// <summary>Whether the namespaces were chosen on the command line, and so replace those chosen since.</summary>
    public bool NamespaceChosen { get; init; }
}

/// <summary>A cluster that the user has a role in.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Server">The gateway.</param>
/// <param name="TlsServerName">The name by which the gateway knows which cluster is asked.</param>
/// <param name="CertificateAuthorityData">The hub's CA, PEM in base64.</param>
/// <param name="Namespace">One that the user may read; null when none is known.</param>
internal sealed record GrantedCluster(string Name, string Server, string TlsServerName, string CertificateAuthorityData, string? Namespace);
