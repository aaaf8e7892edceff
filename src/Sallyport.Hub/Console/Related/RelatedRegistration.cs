using Sallyport.Hub.Console.Objects;

namespace Sallyport.Hub.Console.Related;

/// <summary>Registers the tab of relations.</summary>
internal static class RelatedRegistration
{
    public static IServiceCollection AddRelated(this IServiceCollection services) => services.AddSingleton<IDetailTab, RelatedTab>();
}
