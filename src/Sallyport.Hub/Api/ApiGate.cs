using Sallyport.Hub.Audit;
using Sallyport.Hub.Fleet;
using Sallyport.Hub.Identity;
using Sallyport.Hub.Limits;
using Sallyport.Hub.Policy;
using Sallyport.Hub.Policy.Documents;

namespace Sallyport.Hub.Api;

/// <summary>The one way into the API: who is it, may they, write it down, do it, and say in words what could not be done.</summary>
internal sealed class ApiGate(
    ApiCaller caller, ApiRights rights, PolicySource policy, ApiPace pace, AuditLog audit, StrangerTrail strangers,
    TimeProvider time, ILogger<ApiGate> log)
{
    public async Task PassAsync(HttpContext http, ApiEndpoint endpoint)
    {
        var trail = new ApiTrail(audit, strangers, time);
        string? change = null;
        http.Response.Headers.CacheControl = "no-store, private";
        http.Response.Headers.XContentTypeOptions = "nosniff";
        try
        {
            if (await AdmitAsync(http, endpoint, trail) is not { } call)
            {
                return;
            }

            try
            {
                await ApiAnswer.SendAsync(http, await endpoint.Handle(call));
            }
            catch (Exception) when (endpoint.DecidesLater && !trail.IsDecided)
            {
                await trail.DecidedAsync(http, call.Credential, allowed: true, endpoint.Reason, durable: false);
                throw;
            }
            finally
            {
                change = call.Change;
            }
        }
        catch (Exception fault)
        {
            await ExplainAsync(http, fault, trail.Id);
        }
        finally
        {
            trail.Ended(http, change);
        }
    }

    private async Task<ApiCall?> AdmitAsync(HttpContext http, ApiEndpoint endpoint, ApiTrail trail)
    {
        var (credential, problem) = endpoint.Access == ApiAccess.Anyone ? (null, "") : await caller.FindAsync(http);
        var (status, refusal) = credential is null && endpoint.Access != ApiAccess.Anyone
            ? (StatusCodes.Status401Unauthorized, problem)
            : Refusal(credential, endpoint.Access);
        if (pace.TooFast(http, credential) is { } words)
        {
            (status, refusal) = (StatusCodes.Status429TooManyRequests, words);
        }

        if (status != 0)
        {
            await trail.DecidedAsync(http, credential, allowed: false, refusal, durable: credential is not null && endpoint.Changes);
            if (status == StatusCodes.Status401Unauthorized)
            {
                http.Response.Headers.WWWAuthenticate = "Bearer";
            }

            await ApiAnswer.ProblemAsync(http, status, [refusal]);
            return null;
        }

        if (endpoint.Audited && !endpoint.DecidesLater)
        {
            await trail.DecidedAsync(http, credential, allowed: true, endpoint.Reason, endpoint.Changes);
        }

        return new ApiCall(http, credential, () => DemandStill(credential, endpoint.Access), DecidedAsync);

        Task DecidedAsync(bool allowed, string reason) =>
            trail.IsDecided ? Task.CompletedTask : trail.DecidedAsync(http, credential, allowed, reason, durable: true);
    }

    /// <returns>A status of 0 when there is none.</returns>
    private (int Status, string Sentence) Refusal(Credential? credential, ApiAccess access) =>
        !policy.IsFresh ? (StatusCodes.Status503ServiceUnavailable, "The hub cannot confirm that it knows the current policy. Try again in a moment.")
        : !rights.Has(credential?.User ?? "", access) ? (StatusCodes.Status403Forbidden, rights.Refusal(access))
        : (0, "");

    private void DemandStill(Credential? credential, ApiAccess access)
    {
        var (status, refusal) = credential is null || caller.IsInForce(credential)
            ? Refusal(credential, access)
            : (StatusCodes.Status401Unauthorized, "The token was revoked or has expired meanwhile.");
        if (status != 0)
        {
            throw new ApiProblemException(status, refusal);
        }
    }

    private async Task ExplainAsync(HttpContext http, Exception fault, Guid id)
    {
        if (http.RequestAborted.IsCancellationRequested || http.Response.HasStarted)
        {
            http.Abort();
            return;
        }

        var (status, sentences) = fault switch
        {
            ApiProblemException known => (known.Status, known.Sentences),
            PolicyProblemException unsound => (StatusCodes.Status400BadRequest, unsound.Problems),
            DocumentProblemsException documents => (documents.Conflict ? StatusCodes.Status409Conflict : StatusCodes.Status400BadRequest, [documents.Message]),
            OwnedElsewhereException owned => (StatusCodes.Status409Conflict, [owned.Message]),
            ClusterProblemException cluster => (Status(cluster.Kind), [cluster.Message]),
            BadHttpRequestException malformed => (malformed.StatusCode, ["The request's body is malformed, too large or was cut short."]),
            AuditUnavailableException => (StatusCodes.Status503ServiceUnavailable, ["The request cannot be written to the audit, and nothing happens unwritten."]),
            CredentialsUnavailableException => (StatusCodes.Status503ServiceUnavailable, ["The hub cannot look tokens up now. Try again in a moment."]),
            _ => (StatusCodes.Status500InternalServerError, (IReadOnlyList<string>)[$"The hub failed at this request; its log says how, under {id}."]),
        };
        if (status == StatusCodes.Status500InternalServerError)
        {
            log.Failed(fault, id);
        }

        await ApiAnswer.ProblemAsync(http, status, sentences, (fault as DocumentProblemsException)?.Problems);
    }

    private static int Status(ClusterProblemKind kind) => kind switch
    {
        ClusterProblemKind.NotFound => StatusCodes.Status404NotFound,
        ClusterProblemKind.Conflict => StatusCodes.Status409Conflict,
        _ => StatusCodes.Status400BadRequest,
    };
}

/// <summary>What the API says in the log.</summary>
internal static partial class ApiLog
{
    [LoggerMessage(Level = LogLevel.Error, Message = "API request {Id} failed")]
    public static partial void Failed(this ILogger log, Exception fault, Guid id);
}
