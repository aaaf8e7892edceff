using Sallyport.Cli.Output;
using Sallyport.Cli.Sessions;

namespace Sallyport.Cli.SigningIn;

/// <summary>Signs in with a code that is typed into a browser on another machine (RFC 8628).</summary>
internal static class DeviceSignIn
{
    private const string Grant = "urn:ietf:params:oauth:grant-type:device_code";
    private static readonly TimeSpan SlowDown = TimeSpan.FromSeconds(5);

    /// <exception cref="CommandException">It was denied, or nobody typed the code in time.</exception>
    public static async Task<Session> RunAsync(Uri server, string? certificateAuthority, TextWriter says, CancellationToken cancellation)
    {
        using var hub = new OAuthClient(server, certificateAuthority);
        try
        {
            var asked = await hub.DeviceAsync(cancellation);
            await says.WriteLineAsync(
                $"Open {Printer.Inert(asked.VerificationUri)} in a browser and type the code {Printer.Inert(asked.UserCode)}. It is good for {asked.ExpiresIn / 60} minutes.");
            return SignIn.ToSession(server, certificateAuthority, await PollAsync(hub, asked, cancellation));
        }
        catch (OAuthRefusedException refused)
        {
            throw new CommandException(refused.Message);
        }
    }

    private static async Task<TokenAnswer> PollAsync(OAuthClient hub, DeviceAnswer asked, CancellationToken cancellation)
    {
        // RFC 8628, section 3.5: five seconds where the server names none, and five more whenever it says so.
        var interval = asked.Interval is { } seconds ? TimeSpan.FromSeconds(seconds) : SlowDown;
        while (true)
        {
            await Task.Delay(interval, cancellation);
            try
            {
                return await hub.TokenAsync(cancellation, ("grant_type", Grant), ("device_code", asked.DeviceCode));
            }
            catch (OAuthRefusedException waiting) when (waiting.Error is "authorization_pending" or "slow_down")
            {
                interval += waiting.Error == "slow_down" ? SlowDown : TimeSpan.Zero;
            }
        }
    }
}
