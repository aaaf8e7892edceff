namespace Sallyport.Cli.Api;

internal sealed record Me(string User, bool OrganizationAdmin, Assignment[]? Assignments);

internal sealed record User(string Name, string[]? Groups, bool Disabled);

internal sealed record NewUser(string Name, string[] Groups);

internal sealed record UserChange(bool? Disabled, string[]? Groups);

/// <summary>Asks for a token that lives as long as <c>8h</c>, <c>30m</c> or <c>7d</c> says.</summary>
internal sealed record NewToken(string? ValidFor, string? Description);

internal sealed record CreatedToken(string Id, string Token, DateTimeOffset? Expires);

internal sealed record Token(string Id, string? Description, DateTimeOffset? Created, DateTimeOffset? Expires);

internal sealed record SetupRequest(string Token, string Name);

internal sealed record KubeconfigRequest(string[]? Clusters, string? ValidFor);
