using System.Security.Cryptography.X509Certificates;
using Sallyport.Access.Enforcement;
using Sallyport.Agent.Cluster;

namespace Sallyport.Agent.Hosting;

/// <summary>Everything an agent is told when it starts.</summary>
public sealed record AgentOptions
{
    /// <summary>The gateway's address: <c>https://HOST:PORT</c>.</summary>
    public required Uri Hub { get; init; }

    /// <summary>The hub's own authorities, pinned: no other hub is talked to, whatever answers at the address.</summary>
    public required X509Certificate2Collection HubAuthorities { get; init; }

    /// <summary>The name that the hub's certificate must give the cluster; null takes it as it comes.</summary>
    public string? Cluster { get; init; }

    /// <summary>The one-time join token; not needed once the agent has its certificate.</summary>
    public string? JoinToken { get; init; }

    /// <summary>A folder for the key pair and certificate; null keeps them in a Secret of <see cref="Namespace"/>.</summary>
    public string? DataFolder { get; init; }

    /// <summary>kube-apiserver as the account that impersonates, and does nothing else.</summary>
    public required KubernetesEndpoint Forwarder { get; init; }

    /// <summary>kube-apiserver as the account that keeps roles and bindings.</summary>
    public required KubernetesEndpoint Reconciler { get; init; }

    /// <summary>The most that any hub gets in this cluster.</summary>
    public Ceiling Ceiling { get; init; } = Ceiling.Admin;

    /// <summary>The agent's own namespace, kept out of everyone's reach; empty outside a cluster.</summary>
    public string Namespace { get; init; } = "";

    /// <summary>The names of the agent's service accounts there.</summary>
    public IReadOnlyList<string> ServiceAccounts { get; init; } = [];

    /// <summary>The port of <c>/healthz</c> and <c>/readyz</c>; null listens on no port at all.</summary>
    public int? HealthPort { get; init; }

    /// <summary>The clock.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;
}
