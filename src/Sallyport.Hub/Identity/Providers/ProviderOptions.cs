using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;
using Sallyport.Hub.Identity.Sessions;

namespace Sallyport.Hub.Identity.Providers;

/// <summary>How one provider is asked: code flow with PKCE, state and nonce bound to the browser, asymmetric signatures alone.</summary>
internal sealed class ProviderOptions(ProviderSchemes schemes, ProviderSecrets secrets, ProviderEvents events) : IConfigureNamedOptions<OpenIdConnectOptions>
{
    /// <summary>No "none", and none that the client's own secret could sign.</summary>
    public static IReadOnlyList<string> Algorithms { get; } =
    [
        SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSha512,
        SecurityAlgorithms.RsaSsaPssSha256, SecurityAlgorithms.RsaSsaPssSha384, SecurityAlgorithms.RsaSsaPssSha512,
        SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.EcdsaSha384, SecurityAlgorithms.EcdsaSha512,
    ];

    public static string CallbackOf(string provider) => $"/signin/{provider}/callback";

    public void Configure(OpenIdConnectOptions options) => Configure(Options.DefaultName, options);

    public void Configure(string? name, OpenIdConnectOptions options)
    {
        if (schemes.Find(name ?? "") is not { } provider)
        {
            return;
        }

        options.SignInScheme = SessionCookie.SchemeName;
        options.Authority = provider.Issuer;
        options.RequireHttpsMetadata = provider.Issuer.StartsWith("https:", StringComparison.Ordinal);
        options.ClientId = provider.ClientId;
        options.ClientSecret = secrets.Open(provider.ProtectedSecret);
        options.CallbackPath = CallbackOf(provider.Name);
        options.ResponseType = OpenIdConnectResponseType.Code;
        options.ResponseMode = OpenIdConnectResponseMode.Query;
        options.UsePkce = true;
        options.SaveTokens = false;
        options.MapInboundClaims = false;
        options.GetClaimsFromUserInfoEndpoint = true;
        options.ClaimActions.Clear();
        options.Scope.Clear();
        foreach (var scope in provider.Scopes.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            options.Scope.Add(scope);
        }

        options.TokenValidationParameters.ValidIssuer = provider.Issuer;
        options.TokenValidationParameters.ValidAlgorithms = Algorithms;
        if (provider.CertificateAuthority is { } authority)
        {
            options.BackchannelHttpHandler = PrivateTrust.Handler(authority);
        }

        options.BackchannelTimeout = TimeSpan.FromSeconds(15);
        options.RemoteAuthenticationTimeout = TimeSpan.FromMinutes(10);
        options.DisableTelemetry = true;
        Bind(options.CorrelationCookie, "state");
        Bind(options.NonceCookie, "nonce");
        options.Events = events;
    }

    private static void Bind(CookieBuilder cookie, string what)
    {
        cookie.Name = $"__Host-sallyport-{what}.";
        cookie.Path = "/";
        cookie.SecurePolicy = CookieSecurePolicy.Always;
        cookie.SameSite = SameSiteMode.Lax;
        cookie.HttpOnly = true;
    }
}
