using Sallyport.Hub.Console.Feeds.Kinds;

namespace Sallyport.Hub.Console.Feeds.Objects;

/// <summary>Where one object is.</summary>
/// <param name="Cluster">Its cluster.</param>
/// <param name="Type">Its kind.</param>
/// <param name="Namespace">Its namespace; null outside of all.</param>
/// <param name="Name">Its name.</param>
public sealed record ObjectPlace(string Cluster, ResourceType Type, string? Namespace, string Name);
