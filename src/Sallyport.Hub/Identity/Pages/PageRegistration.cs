using Microsoft.AspNetCore.Authentication;
using Sallyport.Hub.Identity.Providers;
using Sallyport.Hub.Identity.Sessions;

namespace Sallyport.Hub.Identity.Pages;

/// <summary>Registers and maps the pages by which people get in.</summary>
internal static class PageRegistration
{
    public static IServiceCollection AddAccountPages(this IServiceCollection services)
    {
        services.AddRazorComponents();
        services.AddAntiforgery(antiforgery =>
        {
            antiforgery.Cookie.Name = "__Host-sallyport-form";
            antiforgery.Cookie.SecurePolicy = CookieSecurePolicy.Always;
            antiforgery.Cookie.SameSite = SameSiteMode.Strict;
            antiforgery.Cookie.Path = "/";
            antiforgery.SuppressXFrameOptionsHeader = true;
        });
        services.AddAuthentication(SessionCookie.SchemeName)
            .AddScheme<AuthenticationSchemeOptions, SessionCookie>(SessionCookie.SchemeName, _ => { });
        return services.AddSingleton<PageGate>().AddScoped<HalfSignIn>();
    }

    /// <summary>Call after routing.</summary>
    public static void MapAccountPages(this WebApplication app)
    {
        app.UseProviders();
        app.UseAuthentication();
        Assets.Map(app);
        SignInPages.Map(app);
        ProviderPages.Map(app);
        SetupPages.Map(app);
        InvitationPages.Map(app);
        AccountPages.Map(app);
        PasskeyPages.Map(app);
        CommandLinePages.Map(app);
    }
}
