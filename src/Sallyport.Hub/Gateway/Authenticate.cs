using Sallyport.Access.Requests;
using Sallyport.Hub.Identity;

namespace Sallyport.Hub.Gateway;

/// <summary>Who asks: one bearer token of the hub's own. Cookies mean nothing here.</summary>
internal sealed class Authenticate(CredentialDirectory credentials, TimeProvider time)
{
    public async ValueTask<Refusal?> CheckAsync(Exchange exchange)
    {
        if (ClientCredential.TryRead(HeaderLines.Of(exchange.Headers), out var token) is { } refusal)
        {
            return Refusal.NotUnderstood(refusal);
        }

        if (token is null)
        {
            return Refusal.Unauthorized("A bearer token of Sallyport is needed.");
        }

        Credential? credential;
        try
        {
            credential = await credentials.FindAsync(token, exchange.Aborted);
        }
        catch (CredentialsUnavailableException)
        {
            return Refusal.Unavailable("The hub cannot look up tokens at the moment.", retryAfter: 2);
        }

        if (credential is null)
        {
            return Refusal.Unauthorized("The token is unknown, or it was revoked.");
        }

        exchange.CredentialId = credential.Id;
        exchange.CredentialExpires = credential.Expires;
        exchange.User = credential.User;
        return credential.Expires <= time.GetUtcNow() ? Refusal.Unauthorized("The token has expired.") : null;
    }
}
