using Sallyport.Cli.Sessions;

namespace Sallyport.Cli.SigningIn;

/// <summary>Turns what the hub answered into a session, and renews one.</summary>
internal static class SignIn
{
    /// <exception cref="CommandException">The session has ended.</exception>
    /// <remarks>
    /// Once begun it is seen through, Ctrl-C or not: a refresh token is good once, and whoever asks and does not keep the
    /// answer has lost the session.
    /// </remarks>
    public static async Task<Session> RenewAsync(Session session)
    {
        using var hub = new OAuthClient(session.Server, session.CertificateAuthority);
        try
        {
            return ToSession(
                session.Server,
                session.CertificateAuthority,
                await hub.TokenAsync(CancellationToken.None, ("grant_type", "refresh_token"), ("refresh_token", session.RefreshToken!)));
        }
        catch (OAuthRefusedException)
        {
            throw new CommandException(
                $"your session at {session.Server.GetLeftPart(UriPartial.Authority)} has ended. Sign in again: sallyport login", ExitCodes.SignInNeeded);
        }
    }

    public static Session ToSession(Uri server, string? certificateAuthority, TokenAnswer answer)
    {
        var now = DateTimeOffset.UtcNow;
        return new Session(server, answer.User, answer.AccessToken, certificateAuthority)
        {
            RefreshToken = answer.RefreshToken,
            Expires = now.AddSeconds(answer.ExpiresIn),
            Ends = answer.RefreshExpiresIn is { } left ? now.AddSeconds(left) : null,
        };
    }
}
