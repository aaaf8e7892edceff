namespace Sallyport.Hub.Identity.Sessions;

/// <summary>What a command line holds of its session, with the only copy of the texts.</summary>
/// <param name="User">Whose session it is.</param>
/// <param name="Access">A token of minutes, for the API.</param>
/// <param name="Refresh">Good for one more pair, once.</param>
internal sealed record SessionTokens(string User, IssuedToken Access, IssuedToken Refresh);

/// <summary>What came of a refresh token.</summary>
internal enum RefreshOutcome
{
    Renewed,

    /// <summary>Unknown, expired or revoked.</summary>
    Refused,

    /// <summary>It had been exchanged before, so that two hold it: the session was ended.</summary>
    Stolen,
}
