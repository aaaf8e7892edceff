namespace Sallyport.Hub.Storage;

/// <summary>A cluster as the store keeps it; a removed one stays, that its audit events keep their meaning.</summary>
internal sealed class ClusterRecord
{
    public Guid Id { get; set; }

    public required string Name { get; set; }

    /// <summary>JSON object of strings.</summary>
    public string Labels { get; set; } = "{}";

    /// <summary>SHA-256 of the outstanding join token; null when there is none.</summary>
    public byte[]? JoinTokenHash { get; set; }

    public DateTimeOffset? JoinTokenExpires { get; set; }

    /// <summary>When the join token was used; a used one is never taken again.</summary>
    public DateTimeOffset? JoinTokenUsed { get; set; }

    /// <summary>Serial number of the agent certificate in force, hexadecimal; empty before the first enrolment.</summary>
    public string AgentCertificateSerial { get; set; } = "";

    /// <summary>SHA-256 of the public key it is for, hexadecimal.</summary>
    public string AgentCertificateThumbprint { get; set; } = "";

    /// <summary>What the agent last reported of itself and the cluster, as JSON; empty before it did.</summary>
    public string Facts { get; set; } = "";

    public DateTimeOffset? LastSeen { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    public DateTimeOffset? RemovedAt { get; set; }
}
