using Microsoft.AspNetCore.Http.Features;
using Sallyport.Hub.Audit;
using Sallyport.Hub.Identity;
using Sallyport.Hub.Limits;

namespace Sallyport.Hub.Api;

/// <summary>Writes a call's two audit events.</summary>
internal sealed class ApiTrail(AuditLog audit, StrangerTrail strangers, TimeProvider time)
{
    public Guid Id { get; } = Guid.CreateVersion7();

    private readonly long _began = time.GetTimestamp();
    private bool _recorded;

    /// <summary>Whether the decision is written down.</summary>
    public bool IsDecided => _recorded;

    public async Task DecidedAsync(HttpContext http, Credential? credential, bool allowed, string reason, bool durable)
    {
        var request = http.Request;
        var decision = new AuditDecision
        {
            Id = Id,
            Time = time.GetUtcNow(),
            User = credential?.User,
            CredentialId = credential?.Id,
            Source = "api",
            Method = request.Method,
            Target = http.Features.Get<IHttpRequestFeature>()?.RawTarget ?? request.Path,
            Allowed = allowed,
            By = "Api",
            Reason = reason,
            UserAgent = request.Headers.UserAgent.ToString(),
            ClientAddress = http.Connection.RemoteIpAddress?.ToString(),
            Protocol = request.Protocol,
        };
        if (credential is null && !allowed && strangers.Counts(decision))
        {
            return;
        }

        await audit.RecordDecisionAsync(decision, durable, http.RequestAborted);
        _recorded = true;
    }

    public void Ended(HttpContext http, string? change)
    {
        if (_recorded)
        {
            audit.RecordEnd(new AuditEnd
            {
                Id = Id,
                Time = time.GetUtcNow(),
                Status = http.Response.StatusCode,
                Duration = time.GetElapsedTime(_began),
                BytesIn = http.Request.ContentLength ?? 0,
                Change = change,
            });
        }
    }
}
