namespace Sallyport.Hub.Identity;

/// <summary>A token that the store knows.</summary>
/// <param name="Id">Its identity, safe to show.</param>
/// <param name="User">Whose it is.</param>
/// <param name="Expires">Until when; null is always.</param>
internal sealed record Credential(Guid Id, string User, DateTimeOffset? Expires);
