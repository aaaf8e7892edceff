using YamlDotNet.Serialization;

namespace Sallyport.Agent.Cluster;

/// <summary>The part of a kubeconfig that says where a cluster is and who one is there.</summary>
internal sealed class KubeconfigModel
{
    [YamlMember(Alias = "current-context", ApplyNamingConventions = false)]
    public string? CurrentContext { get; set; }

    public List<NamedContext>? Contexts { get; set; }

    public List<NamedCluster>? Clusters { get; set; }

    public List<NamedUser>? Users { get; set; }

    internal sealed class NamedContext
    {
        public string? Name { get; set; }

        public ContextEntry? Context { get; set; }
    }

    internal sealed class ContextEntry
    {
        public string? Cluster { get; set; }

        public string? User { get; set; }
    }

    internal sealed class NamedCluster
    {
        public string? Name { get; set; }

        public ClusterEntry? Cluster { get; set; }
    }

    internal sealed class ClusterEntry
    {
        public string? Server { get; set; }

        [YamlMember(Alias = "certificate-authority", ApplyNamingConventions = false)]
        public string? AuthorityFile { get; set; }

        [YamlMember(Alias = "certificate-authority-data", ApplyNamingConventions = false)]
        public string? AuthorityData { get; set; }

        [YamlMember(Alias = "insecure-skip-tls-verify", ApplyNamingConventions = false)]
        public bool SkipTlsVerification { get; set; }

        [YamlMember(Alias = "tls-server-name", ApplyNamingConventions = false)]
        public string? TlsServerName { get; set; }

        [YamlMember(Alias = "proxy-url", ApplyNamingConventions = false)]
        public string? ProxyUrl { get; set; }
    }

    internal sealed class NamedUser
    {
        public string? Name { get; set; }

        public UserEntry? User { get; set; }
    }

    internal sealed class UserEntry
    {
        public string? Token { get; set; }

        [YamlMember(Alias = "tokenFile", ApplyNamingConventions = false)]
        public string? TokenFile { get; set; }

        [YamlMember(Alias = "client-certificate", ApplyNamingConventions = false)]
        public string? CertificateFile { get; set; }

        [YamlMember(Alias = "client-certificate-data", ApplyNamingConventions = false)]
        public string? CertificateData { get; set; }

        [YamlMember(Alias = "client-key", ApplyNamingConventions = false)]
        public string? KeyFile { get; set; }

        [YamlMember(Alias = "client-key-data", ApplyNamingConventions = false)]
        public string? KeyData { get; set; }

        public string? Username { get; set; }

        public object? Exec { get; set; }

        [YamlMember(Alias = "auth-provider", ApplyNamingConventions = false)]
        public object? AuthProvider { get; set; }

        [YamlMember(Alias = "as", ApplyNamingConventions = false)]
        public string? Impersonate { get; set; }
    }
}
