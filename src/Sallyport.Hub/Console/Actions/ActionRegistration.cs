namespace Sallyport.Hub.Console.Actions;

/// <summary>Registers what changes objects.</summary>
internal static class ActionRegistration
{
    public static IServiceCollection AddActions(this IServiceCollection services) => services.AddScoped<ActionRights>();
}
