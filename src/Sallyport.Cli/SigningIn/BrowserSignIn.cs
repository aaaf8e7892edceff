using Sallyport.Cli.Sessions;

namespace Sallyport.Cli.SigningIn;

/// <summary>Signs in with the browser: an authorization code with PKCE, brought back to a port of this machine (RFC 8252).</summary>
internal static class BrowserSignIn
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    /// <exception cref="CommandException">It was denied, or nobody came back in time.</exception>
    public static async Task<Session> RunAsync(Uri server, string? certificateAuthority, TextWriter says, CancellationToken cancellation)
    {
        using var hub = new OAuthClient(server, certificateAuthority);
        using var callback = new CallbackListener();
        var (pkce, state) = (Pkce.Make(), Pkce.RandomText());
        var page = new Uri(server, "/login/authorize?" + string.Join('&', new[]
        {
            ("response_type", "code"), ("client_id", OAuthClient.Id), ("redirect_uri", callback.Address), ("code_challenge", pkce.Challenge),
            ("code_challenge_method", "S256"), ("state", state),
        }.Select(parameter => $"{parameter.Item1}={Uri.EscapeDataString(parameter.Item2)}")));
        await says.WriteLineAsync($"Sign in here (your browser should open by itself; on a machine without one: sallyport login --device):\n{page}");
        Browser.TryOpen(page);
        var code = await CodeAsync(callback, state, cancellation);
        try
        {
            var answer = await hub.TokenAsync(
                cancellation,
                ("grant_type", "authorization_code"),
                ("code", code),
                ("redirect_uri", callback.Address),
                ("code_verifier", pkce.Verifier));
            return SignIn.ToSession(server, certificateAuthority, answer);
        }
        catch (OAuthRefusedException refused)
        {
            throw new CommandException(refused.Message);
        }
    }

    private static async Task<string> CodeAsync(CallbackListener callback, string state, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Patience);
        try
        {
            var answer = await callback.WaitAsync(state, limit.Token);
            return answer.GetValueOrDefault("code")
                ?? throw new CommandException(answer.GetValueOrDefault("error") == "access_denied" ? "it was denied in the browser." : "the browser brought back no code. Try again.");
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new CommandException($"nobody came back from the browser within {Patience.TotalMinutes} minutes. Try again, or: sallyport login --device");
        }
    }
}
