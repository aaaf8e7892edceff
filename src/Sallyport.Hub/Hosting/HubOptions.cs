using System.Net;
using Sallyport.Hub.Audit;
using Sallyport.Hub.Limits;

namespace Sallyport.Hub.Hosting;

/// <summary>All that a hub is started with.</summary>
internal sealed record HubOptions
{
    /// <summary>The data folder: SQLite, the audit spool, and what the demo writes.</summary>
    public required string DataFolder { get; init; }

    /// <summary>The address both listeners bind to.</summary>
    public IPAddress Address { get; init; } = IPAddress.Loopback;

    public int GatewayPort { get; init; } = 6443;

    public int ConsolePort { get; init; } = 8443;

    /// <summary>The DNS names and addresses by which clients and agents reach the gateway, the first one written into manifests.</summary>
    public IReadOnlyList<string> GatewayNames { get; init; } = ["127.0.0.1", "localhost"];

    /// <summary>A PostgreSQL connection string; null for SQLite.</summary>
    public string? PostgreSql { get; init; }

    /// <summary>The agent's container image in manifests.</summary>
    public string AgentImage { get; init; } = Fleet.AgentImage.Default.Name;

    public LogLevel LogLevel { get; init; } = LogLevel.Information;

    /// <summary>How long the audit is kept, and how much of it may wait for the store.</summary>
    public AuditOptions Audit { get; init; } = new();

    /// <summary>How much one user or one address may take.</summary>
    public HubLimits Limits { get; init; } = new();

    /// <summary>The proxies in front of the hub whose word on a client's address is taken.</summary>
    public IReadOnlyList<IPNetwork> TrustedProxies { get; init; } = [];
}
