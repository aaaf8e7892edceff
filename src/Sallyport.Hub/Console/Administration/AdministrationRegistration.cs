using Sallyport.Hub.Console.Administration.Frame;
using Sallyport.Hub.Console.Frame;
using static Sallyport.Hub.Console.Words;

namespace Sallyport.Hub.Console.Administration;

/// <summary>Puts access and settings on the rail.</summary>
internal static class AdministrationRegistration
{
    public static IServiceCollection AddAdministration(this IServiceCollection services) => services
        .AddSingleton<IRailSection>(new AdminSection(Phrase("My access"), "access", 'm', "/access", 10))
        .AddSingleton<IRailSection>(new AdminSection(Phrase("Audit"), "audit", 'a', "/audit", 30))
        .AddSingleton<IRailSection>(new AdminSection(Phrase("Settings"), "settings", ',', "/settings", 90, AdministersOrganization: true));
}
