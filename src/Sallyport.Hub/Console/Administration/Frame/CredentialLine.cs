namespace Sallyport.Hub.Console.Administration.Frame;

/// <summary>A token or session as a page lists it; the API tells it, and never its text.</summary>
/// <param name="Id">Its identity.</param>
/// <param name="Use">What it is for, as the API calls it.</param>
/// <param name="Description">What whoever made it said of it.</param>
/// <param name="Client">Where it was asked from.</param>
/// <param name="Created">When it was made.</param>
/// <param name="CreatedBy">By whom.</param>
/// <param name="Expires">When it ends by itself.</param>
public sealed record CredentialLine(
    Guid Id, string Use, string Description, string? Client, DateTimeOffset Created, string CreatedBy, DateTimeOffset? Expires);
