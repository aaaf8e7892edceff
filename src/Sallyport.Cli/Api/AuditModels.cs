namespace Sallyport.Cli.Api;

internal sealed record AuditPage(AuditEvent[] Events, long? Next);

/// <summary>One request: its decision and, once it is over, its end.</summary>
internal sealed record AuditEvent(
    DateTimeOffset Time,
    string? User,
    string? Cluster,
    string? Verb,
    string? Resource,
    string? Subresource,
    string? Namespace,
    string? Name,
    bool? Allowed,
    string? Reason,
    int? Status,
    string? Method,
    string? Target,
    string? Change = null,
    string? Cut = null);
