namespace Sallyport.Hub.Storage;

/// <summary>One audit event. A request leaves two with the same <see cref="EventId"/>: its decision and its end.</summary>
internal sealed class AuditEventRow
{
    /// <summary>The order in which the store took it; what a follower asks for.</summary>
    public long Sequence { get; set; }

    public Guid EventId { get; set; }

    public AuditEventKind Kind { get; set; }

    public DateTimeOffset Time { get; set; }

    public string User { get; set; } = "";

    public string Cluster { get; set; } = "";

    public string Source { get; set; } = "";

    public string Verb { get; set; } = "";

    public string Resource { get; set; } = "";

    public string Namespace { get; set; } = "";

    public bool? Allowed { get; set; }

    /// <summary>The whole event as the spool held it: one JSON object.</summary>
    public required string Json { get; set; }
}

/// <summary>Which of its two events a row is.</summary>
internal enum AuditEventKind
{
    Decision = 0,
    End = 1,
}
