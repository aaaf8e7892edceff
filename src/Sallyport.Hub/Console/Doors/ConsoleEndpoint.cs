namespace Sallyport.Hub.Console.Doors;

/// <summary>Marks what lies behind the console's door.</summary>
internal sealed record ConsoleEndpoint;
