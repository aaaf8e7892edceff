namespace Sallyport.Hub.Gateway;

/// <summary>The names by which the gateway is reached.</summary>
internal sealed record GatewayNames
{
    /// <summary>The suffix of the server names in kubeconfigs; it needs no DNS.</summary>
    public const string InternalSuffix = ".clusters.sallyport.internal";

    /// <summary>DNS names and addresses that clients and agents dial.</summary>
    public required IReadOnlyList<string> Names { get; init; }

    /// <summary>What follows a cluster's name in a host name that names one.</summary>
    public IReadOnlyList<string> ClusterSuffixes =>
        field ??= [InternalSuffix, .. Names.Where(name => !System.Net.IPAddress.TryParse(name, out _)).Select(name => "." + name)];

    public static string ServerName(string cluster) => cluster + InternalSuffix;
}
