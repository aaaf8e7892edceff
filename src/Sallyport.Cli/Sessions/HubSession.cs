using Sallyport.Cli.Api;
using Sallyport.Cli.SigningIn;

namespace Sallyport.Cli.Sessions;

/// <summary>A profile's session in force: renewed first when its token is about to end.</summary>
internal static class HubSession
{
    /// <exception cref="CommandException">Nobody is signed in, or the session has ended.</exception>
    public static async Task<ApiClient> OpenAsync(Profile profile, CancellationToken cancellation)
    {
        var session = profile.Load();
        if (session.IsFresh(DateTimeOffset.UtcNow))
        {
            return new ApiClient(session);
        }

        using (await ProfileLock.TakeAsync(profile, cancellation))
        {
            return await OpenLockedAsync(profile);
        }
    }

    /// <summary>The same, for who holds the profile's lock already.</summary>
    public static async Task<ApiClient> OpenLockedAsync(Profile profile)
    {
        // Read again: whoever held the lock before has most likely renewed it, and an old refresh token ends the session.
        var session = profile.Load();
        if (!session.IsFresh(DateTimeOffset.UtcNow))
        {
            session = await SignIn.RenewAsync(session);
            profile.Save(session);
        }

        return new ApiClient(session);
    }
}
