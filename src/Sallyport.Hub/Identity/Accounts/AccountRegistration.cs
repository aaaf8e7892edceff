using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Sallyport.Hub.Storage;

namespace Sallyport.Hub.Identity.Accounts;

/// <summary>Registers local accounts.</summary>
internal static class AccountRegistration
{
    public static IServiceCollection AddLocalAccounts(this IServiceCollection services)
    {
        services.AddScoped(scope => scope.GetRequiredService<IDbContextFactory<SallyportDbContext>>().CreateDbContext());
        services.AddDataProtection().SetApplicationName("Sallyport").PersistKeysToDbContext<SallyportDbContext>();
        services.AddIdentityCore<LocalAccountRow>(Configure)
            .AddUserStore<LocalAccountStore>()
            .AddTokenProvider<AuthenticatorTokenProvider<LocalAccountRow>>(TokenOptions.DefaultAuthenticatorProvider);
        services.Configure<IdentityPasskeyOptions>(passkeys =>
        {
            passkeys.UserVerificationRequirement = "required";
            passkeys.ResidentKeyRequirement = "required";
        });
        services.AddScoped<IPasskeyHandler<LocalAccountRow>, PasskeyHandler<LocalAccountRow>>();
        return services.AddScoped<Passkeys>().AddScoped<LocalAccounts>().AddScoped<SecondFactor>();
    }

    private static void Configure(IdentityOptions options)
    {
        options.Stores.SchemaVersion = IdentitySchemaVersions.Version3;
        // Length is what counts: NIST SP 800-63B, section 3.1.1.2, advises against rules of composition.
        options.Password.RequiredLength = LocalAccounts.ShortestPassword;
        options.Password.RequiredUniqueChars = 5;
        options.Password.RequireDigit = false;
        options.Password.RequireLowercase = false;
        options.Password.RequireUppercase = false;
        options.Password.RequireNonAlphanumeric = false;
        options.Lockout.AllowedForNewUsers = true;
        options.Lockout.MaxFailedAccessAttempts = 8;
        options.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(10);
    }
}
