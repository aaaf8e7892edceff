using Sallyport.Hub.Gateway.InProcess;
using Sallyport.Hub.Identity;
using Sallyport.Hub.Limits;
using Sallyport.Hub.Storage;

namespace Sallyport.Hub.Api;

/// <summary>Finds out who calls, from one bearer token, or from the session that a page of the console calls for. Cookies mean nothing here.</summary>
internal sealed class ApiCaller(CredentialDirectory credentials, Strangers strangers, TimeProvider time)
{
    private const string Scheme = "Bearer ";

    /// <summary>Whether a credential that was found has neither been revoked nor expired since.</summary>
    public bool IsInForce(Credential credential) =>
        credentials.IsInForce(credential.Root) && !(credential.Ends <= time.GetUtcNow());

    /// <returns>The credential, or the sentence that says why there is none.</returns>
    public async ValueTask<(Credential? Credential, string Problem)> FindAsync(HttpContext http)
    {
        // A feature, which nothing that comes over the network sets.
        if (http.Features.Get<ConsoleSession>() is { } page)
        {
            return await credentials.FindSessionAsync(page.Id, http.RequestAborted) is { } session && session.User == page.User && IsInForce(session)
                ? (session, "")
                : (null, "The session has ended. Sign in again.");
        }

        var authorization = http.Request.Headers.Authorization;
        if (authorization.Count > 1)
        {
            return (null, "The request carries more than one credential.");
        }

        if (authorization is not [{ } value] || !value.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
        {
            return (null, "Sign in first: the request needs a bearer token of Sallyport.");
        }

        var token = value[Scheme.Length..].Trim(' ');
        var address = http.Connection.RemoteIpAddress?.ToString() ?? "";
        if (!credentials.TryFind(token, out var credential) && strangers.Wait(address) is not null)
        {
            return (null, Strangers.Words(address));
        }

        credential ??= await credentials.FindAsync(token, http.RequestAborted);
        return credential is null ? (null, "The token is unknown, or it was revoked. Sign in again.")
            : credential.Use is not (CredentialUse.Token or CredentialUse.Api) ? (null, "The token is not for the API.")
            : credential.Expires <= time.GetUtcNow() ? (null, "The token has expired. Sign in again.")
            : (credential, "");
    }
}
