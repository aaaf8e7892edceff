namespace Sallyport.Hub.Identity.Pages;

/// <summary>One session, as its owner sees it.</summary>
/// <param name="Id">Its identity.</param>
/// <param name="Kind">Browser or command line.</param>
/// <param name="Client">Where it began.</param>
/// <param name="Began">When it began.</param>
/// <param name="Current">Whether the page was asked for by it.</param>
public sealed record SessionLine(Guid Id, string Kind, string Client, DateTimeOffset Began, bool Current);

/// <summary>One passkey, as its owner sees it.</summary>
/// <param name="Id">Its credential id, in base64url.</param>
/// <param name="Name">What its owner calls it.</param>
/// <param name="Made">When it was made.</param>
public sealed record PasskeyLine(string Id, string Name, DateTimeOffset Made);
