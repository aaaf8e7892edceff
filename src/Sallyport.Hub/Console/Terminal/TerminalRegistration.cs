using Sallyport.Hub.Console.Frame;

namespace Sallyport.Hub.Console.Terminal;

/// <summary>Registers the terminal.</summary>
internal static class TerminalRegistration
{
    public static IServiceCollection AddTerminal(this IServiceCollection services) => services.AddSingleton<IRailSection, TerminalSection>();
}
