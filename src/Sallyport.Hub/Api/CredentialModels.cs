using Sallyport.Hub.Storage;

namespace Sallyport.Hub.Api;

/// <summary>What kubectl shows the gateway.</summary>
internal sealed record GatewayToken(string Token, DateTimeOffset? Expires)
{
    /// <summary>Never prints the token.</summary>
    public override string ToString() => $"{nameof(GatewayToken)} {{ {Expires:u} }}";
}

/// <summary>A token that was made, shown this once.</summary>
internal sealed record IssuedToken(Guid Id, string Token, DateTimeOffset? Expires)
{
    /// <summary>Never prints the token.</summary>
    public override string ToString() => $"{nameof(IssuedToken)} {{ {Id} }}";
}

/// <summary>A token or session that somebody has, without its text.</summary>
/// <param name="Id">Its identity, by which it is revoked.</param>
/// <param name="Use">What it is for.</param>
/// <param name="Description">What whoever made it said of it.</param>
/// <param name="Client">Where it was asked from.</param>
/// <param name="Created">When it was made.</param>
/// <param name="CreatedBy">By whom.</param>
/// <param name="Expires">When it ends by itself.</param>
internal sealed record TokenModel(
    Guid Id, CredentialUse Use, string Description, string? Client, DateTimeOffset Created, string CreatedBy, DateTimeOffset? Expires);

/// <summary>How many credentials were ended.</summary>
internal sealed record RevokedCredentials(int Revoked);

/// <summary>A link by which somebody chooses a password, once.</summary>
internal sealed record InvitationModel(Guid Id, string Link, DateTimeOffset? Expires)
{
    /// <summary>Never prints the link.</summary>
    public override string ToString() => $"{nameof(InvitationModel)} {{ {Id} }}";
}
