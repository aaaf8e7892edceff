using Sallyport.Access.Requests;
using Sallyport.Hub.Identity;
using Sallyport.Hub.Limits;
using Sallyport.Hub.Storage;

namespace Sallyport.Hub.Gateway;

/// <summary>Who asks: one bearer token of the hub's own. Cookies mean nothing here.</summary>
internal sealed class Authenticate(CredentialDirectory credentials, Strangers strangers, TimeProvider time)
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

        if (!credentials.TryFind(token, out var credential) && strangers.Wait(exchange.ClientAddress) is { } seconds)
        {
            return Refusal.TooMany(Strangers.Words(exchange.ClientAddress), seconds);
        }

        try
        {
            credential ??= await credentials.FindAsync(token, exchange.Aborted);
        }
        catch (CredentialsUnavailableException)
        {
            return Refusal.Unavailable("The hub cannot look up tokens at the moment.", retryAfter: 2);
        }

        if (credential is not { Use: CredentialUse.Token or CredentialUse.Gateway })
        {
            return Refusal.Unauthorized(credential is null
                ? "The token is unknown, or it was revoked."
                : "The token is not for the gateway: kubectl gets its own from 'sallyport kubeconfig'.");
        }

        exchange.CredentialId = credential.Id;
        exchange.CredentialRoot = credential.Root;
        exchange.CredentialEnds = credential.Ends;
        exchange.User = credential.User;
        exchange.Authenticated = !(credential.Expires <= time.GetUtcNow());
        return exchange.Authenticated ? null : Refusal.Unauthorized("The token has expired.");
    }
}
