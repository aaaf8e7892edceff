using Sallyport.Hub.Identity.Accounts;
using Sallyport.Hub.Identity.Pages;

namespace Sallyport.Hub.Identity;

/// <summary>Registers identity.</summary>
internal static class IdentityRegistration
{
    public static IServiceCollection AddIdentity(this IServiceCollection services) =>
        services
            .AddLocalAccounts()
            .AddSingleton<Invitations>()
            .AddSingleton<CommandLine.SignInRequests>()
            .AddSingleton<SignInTrail>()
            .AddSingleton<SignInLimits>()
            .AddAccountPages()
            .AddSingleton<CredentialStore>()
            .AddSingleton<CredentialDirectory>()
            .AddSingleton<Sessions.SessionStore>()
            .AddSingleton<SetupToken>()
            .AddSingleton<DemoSeed>();
}
