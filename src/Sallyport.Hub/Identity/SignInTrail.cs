using Microsoft.AspNetCore.Http.Features;
using Sallyport.Hub.Audit;

namespace Sallyport.Hub.Identity;

/// <summary>Writes sign-ins, refusals and what people change of their own accounts into the audit.</summary>
internal sealed class SignInTrail(AuditLog audit, TimeProvider time)
{
    /// <summary>Completes when it is on the disk.</summary>
    /// <exception cref="AuditUnavailableException">It cannot be written: nobody is signed in.</exception>
    public async Task RecordAsync(HttpContext http, string? user, bool allowed, string sentence)
    {
        var id = Guid.CreateVersion7();
        await audit.RecordDecisionAsync(
            new AuditDecision
            {
                Id = id,
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
            },
            durable: true,
            http.RequestAborted);
        audit.RecordEnd(new AuditEnd
        {
            Id = id,
            Time = time.GetUtcNow(),
            Status = allowed ? StatusCodes.Status200OK : StatusCodes.Status403Forbidden,
            Duration = TimeSpan.Zero,
            Change = allowed ? sentence : null,
        });
    }
}
