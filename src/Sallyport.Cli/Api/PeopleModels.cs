namespace Sallyport.Cli.Api;

internal sealed record Me(string User, bool OrganizationAdmin, Assignment[]? Assignments);

internal sealed record User(string Name, string[]? Groups, bool Disabled);

/// <summary><c>Kind</c> is <c>machine</c> for automation; null is a person.</summary>
internal sealed record NewUser(string Name, string[] Groups, string? Kind);

/// <summary>A link by which a person chooses a password.</summary>
internal sealed record Invitation(string Link, DateTimeOffset? Expires);

/// <summary>How many credentials were revoked.</summary>
internal sealed record Revoked([property: System.Text.Json.Serialization.JsonPropertyName("revoked")] int Count);

/// <summary><c>LongestToken</c> is a duration, <c>0</c> to forbid tokens, or <c>none</c> for the organization's.</summary>
internal sealed record UserChange(bool? Disabled, string[]? Groups, string? LongestToken);

/// <summary>Asks for a token that lives as long as <c>8h</c>, <c>30m</c> or <c>7d</c> says.</summary>
internal sealed record NewToken(string? ValidFor, string? Description);

internal sealed record CreatedToken(string Id, string Token, DateTimeOffset? Expires);

internal sealed record Token(string Id, string? Use, string? Client, string? Description, DateTimeOffset? Created, DateTimeOffset? Expires);

internal sealed record SetupRequest(string Token, string Name);

internal sealed record KubeconfigRequest(string[]? Clusters, string? ValidFor);
