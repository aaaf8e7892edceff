using Sallyport.Hub.Audit;
using Sallyport.Hub.Limits;
using Sallyport.Tunnel.Accepting;
using Sallyport.Tunnel.Protocol;

namespace Sallyport.Hub.Fleet;

/// <summary>Writes to the audit who asked to be a cluster's agent, and what came of it.</summary>
internal sealed class EnrolmentTrail(AuditLog audit, StrangerTrail strangers, TimeProvider time)
{
    /// <summary>Completes when it is on the disk: no certificate leaves the hub unwritten.</summary>
    /// <exception cref="AuditUnavailableException">It cannot be written.</exception>
    public async Task RecordAsync(
        EnrollmentRequest request, AgentIdentity? current, EnrollmentAnswer answer, string address, CancellationToken cancellationToken)
    {
        var id = Guid.CreateVersion7();
        var now = time.GetUtcNow();
        var decision = new AuditDecision
        {
            Id = id,
            Time = now,
            Cluster = answer.Cluster ?? current?.ClusterName,
            Source = "agent",
            Method = "GET",
            Target = TunnelProtocol.Path,
            Verb = request.Token is null ? "renew" : "join",
            Allowed = answer.Error is null,
            By = "Fleet",
            Reason = answer.Error ?? (request.Token is null ? "The certificate in force was shown." : "The join token was in force."),
            ClientAddress = address,
        };
        if (!decision.Allowed && current is null && strangers.Counts(decision))
        {
            return;
        }

        await audit.RecordDecisionAsync(decision, durable: true, cancellationToken);
        audit.RecordEnd(new AuditEnd
        {
            Id = id,
            Time = now,
            Status = answer.Error is null ? StatusCodes.Status200OK : StatusCodes.Status403Forbidden,
            Duration = TimeSpan.Zero,
        });
    }
}
