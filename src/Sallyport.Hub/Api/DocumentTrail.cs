using Sallyport.Hub.Audit;
using Sallyport.Hub.Policy.Documents;

namespace Sallyport.Hub.Api;

/// <summary>
/// Writes down what policy files change, object by object: whoever asks the audit who gave a role finds it whether it was given by
/// hand or by a file, and a large apply does not run out of one event's room.
/// </summary>
internal sealed class DocumentTrail(ApiCall call)
{
    private readonly List<(Guid Id, string Change)> _written = [];

    /// <summary>Before it is kept, and on the disk: nothing changes unwritten.</summary>
    public async Task DecidedAsync(PolicyOutcome planned)
    {
        var time = call.Service<TimeProvider>();
        var changes = planned.Changes.Where(change => change.Action != ChangeAction.Unchanged).ToList();
        foreach (var (i, change) in changes.Index())
        {
            var decision = new AuditDecision
            {
                Id = Guid.CreateVersion7(),
                Time = time.GetUtcNow(),
                User = call.User,
                CredentialId = call.Credential?.Id,
                Source = "api",
                Method = "POST",
                Target = $"/api/v1/policy/apply?kind={change.Kind}&name={change.Name}",
                Allowed = true,
                By = "Api",
                Reason = "A part of the policy files that were applied.",
                ClientAddress = call.Http.Connection.RemoteIpAddress?.ToString(),
                Protocol = call.Http.Request.Protocol,
            };
            await call.Service<AuditLog>().RecordDecisionAsync(decision, durable: i == changes.Count - 1, call.Cancelled);
            _written.Add((decision.Id, change.Sentence));
        }
    }

    public void Ended()
    {
        var time = call.Service<TimeProvider>().GetUtcNow();
        foreach (var (id, change) in _written)
        {
            call.Service<AuditLog>().RecordEnd(new AuditEnd { Id = id, Time = time, Status = StatusCodes.Status200OK, Duration = TimeSpan.Zero, Change = change });
        }
    }
}
