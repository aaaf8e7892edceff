namespace Sallyport.Cli.Api;

/// <summary>Who may relax which setting where: each capability with the most open value.</summary>
internal sealed record Delegation(
    string Id, string? User, string? Group, Scope Scope, Dictionary<string, string> Capabilities, string[]? Commands, string Reason, string MadeBy, DateTimeOffset? Expires);

internal sealed record NewDelegation(
    string? User, string? Group, Scope Scope, Dictionary<string, string> Capabilities, string[]? Commands, string Reason, DateTimeOffset? Expires);
