using System.Text.RegularExpressions;

namespace Sallyport.Hub.Identity.CommandLine;

/// <summary>What a command line asks the browser for: an authorization code for the port it listens on, bound to it by PKCE.</summary>
internal sealed partial record AuthorizationQuestion(string RedirectUri, string Challenge, string State)
{
    public const string ClientId = "sallyport-cli";

    /// <param name="field">A parameter by its name; empty when it is not there.</param>
    /// <returns>Null when anything of it is not as it must be: then nobody is sent anywhere.</returns>
    public static AuthorizationQuestion? Read(Func<string, string> field) =>
        field("response_type") == "code" && field("client_id") == ClientId && field("code_challenge_method") == "S256"
        && Redirect().IsMatch(field("redirect_uri")) && Challenged().IsMatch(field("code_challenge")) && Stated().IsMatch(field("state"))
            ? new AuthorizationQuestion(field("redirect_uri"), field("code_challenge"), field("state"))
            : null;

    /// <summary>The place on the person's own machine that is told.</summary>
    public string Origin => new Uri(RedirectUri).GetLeftPart(UriPartial.Authority);

    // RFC 8252, section 8.3: the address and not "localhost", which a hosts file or a resolver can send elsewhere.
    [GeneratedRegex(@"^http://127\.0\.0\.1:[1-9][0-9]{0,4}/callback\z")]
    private static partial Regex Redirect();

    [GeneratedRegex(@"^[A-Za-z0-9_-]{43}\z")]
    private static partial Regex Challenged();

    [GeneratedRegex(@"^[A-Za-z0-9._~-]{16,200}\z")]
    private static partial Regex Stated();
}
