using Sallyport.Hub.Storage;

namespace Sallyport.Hub.Identity;

/// <summary>A credential that the store knows.</summary>
/// <param name="Id">Its identity, safe to show.</param>
/// <param name="User">Whose it is.</param>
/// <param name="Expires">Until when; null is always.</param>
internal sealed record Credential(Guid Id, string User, DateTimeOffset? Expires)
{
    public CredentialUse Use { get; init; } = CredentialUse.Token;

    /// <summary>The session or token it was made from; null when it stands by itself.</summary>
    public Guid? Parent { get; init; }

    public DateTimeOffset? ParentExpires { get; init; }

    /// <summary>How the session it belongs to began; empty for tokens.</summary>
    public string SignedInBy { get; init; } = "";

    /// <summary>What must be in force for it to be.</summary>
    public Guid Root => Parent ?? Id;

    /// <summary>
    /// Until when what was begun with it may run: a shell outlives the minutes of the token it began with, and never
    /// the session.
    /// </summary>
    public DateTimeOffset? Ends => Parent is null ? Expires : ParentExpires;
}
