namespace Sallyport.Hub.Identity;

/// <summary>Registers identity.</summary>
internal static class IdentityRegistration
{
    public static IServiceCollection AddIdentity(this IServiceCollection services) =>
        services
            .AddSingleton<CredentialStore>()
            .AddSingleton<CredentialDirectory>()
            .AddSingleton<Sessions.SessionStore>()
            .AddSingleton<SetupToken>()
            .AddSingleton<DemoSeed>();
}
