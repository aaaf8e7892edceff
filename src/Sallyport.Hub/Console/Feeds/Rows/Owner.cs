namespace Sallyport.Hub.Console.Feeds.Rows;

/// <summary>What an object belongs to: one of its <c>ownerReferences</c>.</summary>
/// <param name="ApiVersion">The owner's group and version.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="Name">Its name, in the object's own namespace or outside of all.</param>
/// <param name="Uid">Its uid.</param>
/// <param name="Controller">Whether it is the one that manages the object.</param>
public sealed record Owner(string ApiVersion, string Kind, string Name, string Uid, bool Controller);
