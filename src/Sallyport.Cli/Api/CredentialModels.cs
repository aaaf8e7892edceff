namespace Sallyport.Cli.Api;

/// <summary>A token of minutes for the gateway.</summary>
internal sealed record ShortCredential(string Token, DateTimeOffset Expires);

/// <summary>What a kubeconfig is made of.</summary>
internal sealed record KubeconfigParts(string User, KubeconfigCluster[] Clusters);

/// <summary>A cluster for a kubeconfig; a null namespace says that none is known that the user may read.</summary>
internal sealed record KubeconfigCluster(string Name, string Server, string TlsServerName, string CertificateAuthorityData, string? Namespace);

/// <summary>What kubectl tells an exec plugin.</summary>
internal sealed record ExecInfo(string? ApiVersion);

/// <summary>What an exec plugin answers.</summary>
internal sealed record ExecCredential(string ApiVersion, string Kind, ExecCredentialStatus Status);

internal sealed record ExecCredentialStatus(string Token, DateTimeOffset ExpirationTimestamp);
