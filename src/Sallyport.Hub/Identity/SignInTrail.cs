using Microsoft.AspNetCore.Http.Features;
using Sallyport.Hub.Audit;
using Sallyport.Hub.Identity.Sessions;
using Sallyport.Hub.Limits;

namespace Sallyport.Hub.Identity;

/// <summary>Writes sign-ins, refusals and what people change of their own accounts into the audit.</summary>
internal sealed class SignInTrail(AuditLog audit, StrangerTrail strangers, TimeProvider time)
{
    /// <summary>Completes when it is on the disk; refusals of people who are not signed in may be counted
    /// instead, but for an alarm: what nobody can bring about at will, and an attacker must not hide among other refusals.</summary>
    /// <exception cref="AuditUnavailableException">It cannot be written: nobody is signed in.</exception>
    public async Task RecordAsync(HttpContext http, string? user, bool allowed, string sentence, bool alarm = false)
    {
        var decision = new AuditDecision
        {
            Id = Guid.CreateVersion7(),
            Time = time.GetUtcNow(),
            User = user,
            Source = "sign-in",
            Method = http.Request.Method,
            // Without the query: codes and tokens of sign-ins stand there.
            Target = http.Features.Get<IHttpRequestFeature>()?.Path ?? "",
            Allowed = allowed,
            By = "Identity",
            Reason = sentence,
            UserAgent = http.Request.Headers.UserAgent.ToString(),
            ClientAddress = http.Connection.RemoteIpAddress?.ToString(),
            Protocol = http.Request.Protocol,
        };
        if (!allowed && !alarm && SessionCookie.Of(http) is null)
        {
            strangers.Refused(decision, StatusCodes.Status403Forbidden);
            return;
        }

        await audit.RecordDecisionAsync(decision, durable: true, http.RequestAborted);
        audit.RecordEnd(new AuditEnd
        {
            Id = decision.Id,
            Time = time.GetUtcNow(),
            Status = allowed ? StatusCodes.Status200OK : StatusCodes.Status403Forbidden,
            Duration = TimeSpan.Zero,
            Change = allowed ? sentence : null,
        });
    }
}
