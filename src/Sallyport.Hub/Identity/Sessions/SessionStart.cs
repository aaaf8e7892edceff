namespace Sallyport.Hub.Identity.Sessions;

/// <summary>Who begins a session, and how.</summary>
/// <param name="User">The user's name.</param>
/// <param name="SignedInBy"><see cref="Local"/>, or the name of the identity provider.</param>
/// <param name="Client">Where from, for its owner to recognize.</param>
internal sealed record SessionStart(string User, string SignedInBy, string Client)
{
    /// <summary>With a local account.</summary>
    public const string Local = "local";
}
