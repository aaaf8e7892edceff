using Sallyport.Hub.Audit;
using Sallyport.Hub.Limits;

namespace Sallyport.Hub.Gateway;

/// <summary>Writes an exchange's two audit events: its decision before anything is sent on, and its end.</summary>
internal sealed class AuditTrail(AuditLog audit, StrangerTrail strangers, TimeProvider time)
{
    private const string Source = "kubernetes";

    public ValueTask RefusedAsync(Exchange exchange, Refusal refusal, Verdict? verdict)
    {
        var entry = Describe(exchange) with
        {
            By = verdict?.Decision.By.ToString() ?? "Gateway",
            Reason = refusal.Message,
        };
        exchange.Tally.Decided = true;
        return IsCounted(exchange, entry) ? default : audit.RecordDecisionAsync(entry, durable: false, exchange.Aborted);
    }

    public ValueTask AllowedAsync(Exchange exchange, Verdict verdict)
    {
        var group = verdict.Decision.Group.Name;
        var entry = Describe(exchange) with
        {
            Allowed = true,
            By = verdict.Decision.By.ToString(),
            Reason = verdict.Decision.Role is { } role ? $"Role {role.Title} allows it." : "Every member of the cluster may.",
            Group = group,
        };
        exchange.Tally.Decided = true;
        return audit.RecordDecisionAsync(entry, Weighty.Is(exchange, verdict), exchange.Aborted);
    }

    public void Ended(Exchange exchange)
    {
        if (!exchange.Tally.Decided)
        {
            Unserved(Describe(exchange) with { By = "Gateway", Reason = exchange.Tally.Cut ?? "The hub failed before it decided." }, exchange);
        }

        if (exchange.Tally.LeavesNoEnd)
        {
            return;
        }

        audit.RecordEnd(new AuditEnd
        {
            Id = exchange.Id,
            Time = time.GetUtcNow(),
            Status = exchange.Tally.Status,
            Duration = time.GetElapsedTime(exchange.BeganTicks),
            BytesIn = exchange.Tally.BytesIn,
            BytesOut = exchange.Tally.BytesOut,
            UpgradeProtocol = exchange.Tally.UpgradeProtocol,
            Cut = exchange.Tally.Cut,
        });
    }

    private void Unserved(AuditDecision entry, Exchange exchange)
    {
        if (!IsCounted(exchange, entry))
        {
            audit.RecordUnserved(entry);
        }
    }

    /// <summary>Who is known leaves two events for every request; strangers do until there are too many of them.</summary>
    private bool IsCounted(Exchange exchange, AuditDecision entry) =>
        exchange.Tally.LeavesNoEnd = !exchange.Authenticated && strangers.Counts(entry);

    private static AuditDecision Describe(Exchange exchange)
    {
        var request = exchange.Request;
        return new AuditDecision
        {
            Id = exchange.Id,
            Time = exchange.Began,
            User = exchange.User,
            CredentialId = exchange.CredentialId,
            Cluster = exchange.Cluster,
            Source = Source,
            Method = exchange.Method,
            Target = exchange.RawTarget,
            Allowed = false,
            Verb = request?.Verb,
            ApiGroup = request?.ApiGroup,
            ApiVersion = request?.ApiVersion,
            Resource = request?.Resource,
            Subresource = request?.Subresource,
            Namespace = request?.Namespace,
            Name = request?.Name,
            Path = request?.Path,
            Command = request?.Exec?.Command,
            KubectlCommand = exchange.Headers["Kubectl-Command"].ToString(),
            KubectlSession = exchange.Headers["Kubectl-Session"].ToString(),
            UserAgent = exchange.Headers.UserAgent.ToString(),
            ClientAddress = exchange.ClientAddress,
            Protocol = exchange.Protocol,
        };
    }
}
