namespace Sallyport.Hub.Audit;

/// <summary>Writes down every request's decision, before it goes on, and its end.</summary>
internal sealed class AuditLog(Spool spool)
{
    /// <summary>Completes when the decision is written; when <paramref name="durable"/>, when it is on the disk.</summary>
    /// <exception cref="AuditUnavailableException">It cannot be written: the request must be refused.</exception>
    public ValueTask RecordDecisionAsync(AuditDecision decision, bool durable, CancellationToken cancellationToken) =>
        new(spool.AppendAsync(AuditLine.Write(decision), durable, cancellationToken));

    /// <summary>Takes the decision on a request that ended before anyone waited for one: it was not served. Never fails, never waits.</summary>
    public void RecordUnserved(AuditDecision decision) => spool.AppendUnserved(AuditLine.Write(decision));

    /// <summary>Takes the end of a request whose decision was recorded. Never fails, never waits.</summary>
    public void RecordEnd(AuditEnd end) => spool.Append(AuditLine.Write(end));
}
