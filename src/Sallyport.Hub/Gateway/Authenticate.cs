using Sallyport.Access.Requests;
using Sallyport.Hub.Gateway.InProcess;
using Sallyport.Hub.Identity;
using Sallyport.Hub.Limits;
using Sallyport.Hub.Storage;

namespace Sallyport.Hub.Gateway;

/// <summary>Who asks: one bearer token of the hub's own, or the session of a console in this process. Cookies mean nothing here.</summary>
internal sealed class Authenticate(CredentialDirectory credentials, Strangers strangers, TimeProvider time)
{
    public ValueTask<Refusal?> CheckAsync(Exchange exchange) =>
        exchange is ConsoleExchange console ? CheckSessionAsync(console) : CheckTokenAsync(exchange);

    private async ValueTask<Refusal?> CheckSessionAsync(ConsoleExchange exchange)
    {
        Credential? session;
        try
        {
            session = await credentials.FindSessionAsync(exchange.Session.Id, exchange.Aborted);
        }
        catch (CredentialsUnavailableException)
        {
            return CannotLookUp();
        }

        if (session is null || session.User != exchange.Session.User || session.Expires <= time.GetUtcNow())
        {
            return Refusal.Unauthorized("Your session has ended: sign in again.");
        }

        Admit(exchange, session);
        exchange.Authenticated = true;
        return null;
    }

    private async ValueTask<Refusal?> CheckTokenAsync(Exchange exchange)
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
            return CannotLookUp();
        }

        if (credential is not { Use: CredentialUse.Token or CredentialUse.Gateway })
        {
            return Refusal.Unauthorized(credential is null
                ? "The token is unknown, or it was revoked."
                : "The token is not for the gateway: kubectl gets its own from 'sallyport kubeconfig'.");
        }

        Admit(exchange, credential);
        exchange.Authenticated = !(credential.Expires <= time.GetUtcNow());
        return exchange.Authenticated ? null : Refusal.Unauthorized("The token has expired.");
    }

    private static void Admit(Exchange exchange, Credential credential)
    {
        exchange.CredentialId = credential.Id;
        exchange.CredentialRoot = credential.Root;
        exchange.CredentialEnds = credential.Ends;
        exchange.User = credential.User;
    }

    private static Refusal CannotLookUp() => Refusal.Unavailable("The hub cannot look up tokens at the moment.", retryAfter: 2);
}
