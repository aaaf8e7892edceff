namespace Sallyport.Hub.Hosting;

/// <summary>Why the hub does not start, said to the person who started it.</summary>
internal sealed class StartFailure(string message) : Exception(message);
