namespace Sallyport.Hub.Audit;

/// <summary>Which events are asked for; what is null does not matter.</summary>
internal sealed record AuditQuery
{
    /// <summary>Only events after this sequence number.</summary>
    public long After { get; init; }

    public string? User { get; init; }

    public string? Cluster { get; init; }

    public string? Namespace { get; init; }

    public string? Resource { get; init; }

    public string? Verb { get; init; }

    public string? Source { get; init; }

    public bool? Allowed { get; init; }

    public DateTimeOffset? Since { get; init; }

    /// <summary>Whether anything asks for more than a place in the sequence.</summary>
    public bool Narrows => (User ?? Cluster ?? Namespace ?? Resource ?? Verb ?? Source) is not null || Allowed is not null;
}
