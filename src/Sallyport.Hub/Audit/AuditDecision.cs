namespace Sallyport.Hub.Audit;

/// <summary>What was decided about one request, written before the request goes on. Texts may be hostile: the log cleans them.</summary>
internal sealed record AuditDecision
{
    /// <summary>The request's identity; its end has the same.</summary>
    public required Guid Id { get; init; }

    public required DateTimeOffset Time { get; init; }

    public string? User { get; init; }

    public Guid? CredentialId { get; init; }

    public string? Cluster { get; init; }

    /// <summary><c>kubernetes</c>, <c>api</c> or <c>sign-in</c>.</summary>
    public required string Source { get; init; }

    public required string Method { get; init; }

    /// <summary>The request target as it stood on the wire.</summary>
    public required string Target { get; init; }

    public string? Verb { get; init; }

    public string? ApiGroup { get; init; }

    public string? ApiVersion { get; init; }

    public string? Resource { get; init; }

    public string? Subresource { get; init; }

    public string? Namespace { get; init; }

    public string? Name { get; init; }

    /// <summary>The path that was understood, where no resource was asked for.</summary>
    public string? Path { get; init; }

    /// <summary>The argument vector of an exec; null for anything else.</summary>
    public IReadOnlyList<string>? Command { get; init; }

    public required bool Allowed { get; init; }

    /// <summary>Which part of the policy decided.</summary>
    public string? By { get; init; }

    /// <summary>Why, as a sentence.</summary>
    public string? Reason { get; init; }

    /// <summary>The group that is impersonated.</summary>
    public string? Group { get; init; }

    public string? KubectlCommand { get; init; }

    public string? KubectlSession { get; init; }

    public string? UserAgent { get; init; }

    public string? ClientAddress { get; init; }

    public string? Protocol { get; init; }

    /// <summary>How many requests it stands for; null for the one it is about.</summary>
    public long? Count { get; init; }
}

/// <summary>How one request ended.</summary>
internal sealed record AuditEnd
{
    public required Guid Id { get; init; }

    public required DateTimeOffset Time { get; init; }

    public required int Status { get; init; }

    public required TimeSpan Duration { get; init; }

    public long BytesIn { get; init; }

    public long BytesOut { get; init; }

    /// <summary>What an upgraded stream spoke; null when nothing was upgraded.</summary>
    public string? UpgradeProtocol { get; init; }

    /// <summary>Why it was ended before its time, as a sentence; null when it was not.</summary>
    public string? Cut { get; init; }

    /// <summary>What an administrative change changed, from what to what, as a sentence.</summary>
    public string? Change { get; init; }
}
