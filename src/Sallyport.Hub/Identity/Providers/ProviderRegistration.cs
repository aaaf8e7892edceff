using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.Extensions.Options;
using Sallyport.Hub.Identity.Pages;

namespace Sallyport.Hub.Identity.Providers;

/// <summary>Registers sign-in by OpenID Connect.</summary>
internal static class ProviderRegistration
{
    public static IServiceCollection AddProviders(this IServiceCollection services) =>
        services
            .AddSingleton<ProviderSchemes>()
            .AddSingleton<ProviderSecrets>()
            .AddSingleton<ProviderEvents>()
            .AddSingleton<Provisioning>()
            .AddTransient<OpenIdConnectHandler>()
            .AddSingleton<IConfigureOptions<OpenIdConnectOptions>, ProviderOptions>()
            .AddSingleton<IPostConfigureOptions<OpenIdConnectOptions>, OpenIdConnectPostConfigureOptions>();

    /// <summary>Has the schemes follow the store before anybody signs in or comes back. Call before authentication.</summary>
    public static void UseProviders(this WebApplication app)
    {
        var schemes = app.Services.GetRequiredService<ProviderSchemes>();
        var limits = app.Services.GetRequiredService<SignInLimits>();
        app.Use(async (http, next) =>
        {
            if (http.Request.Path.StartsWithSegments("/signin", StringComparison.Ordinal))
            {
                if (!limits.Admits(http))
                {
                    // Before authentication, which answers the providers' callbacks itself.
                    PageHeaders.Set(http, formTarget: "");
                    await PageCall.Say("Too many requests", "Wait a moment, then try again.", StatusCodes.Status429TooManyRequests).ExecuteAsync(http);
                    return;
                }

                await schemes.RefreshAsync(http.RequestAborted);
            }

            await next(http);
        });
    }
}
