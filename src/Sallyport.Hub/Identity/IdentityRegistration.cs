using Sallyport.Hub.Identity.Accounts;
using Sallyport.Hub.Identity.Pages;
using Sallyport.Hub.Identity.Providers;
using Sallyport.Hub.Identity.Workloads;

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
            .AddProviders()
            .AddSingleton<WorkloadKeys>()
            .AddSingleton<WorkloadExchange>()
            .AddSingleton<CredentialLimits>()
            .AddHostedService<CredentialPruning>()
            .AddSingleton<CredentialStore>()
            .AddSingleton<CredentialDirectory>()
            .AddSingleton<Sessions.SessionStore>()
            .AddSingleton<Sessions.RecentSignIn>()
            .AddSingleton<SetupToken>()
            .AddSingleton<DemoSeed>();
}
