namespace Sallyport.Cli.Api;

internal sealed record RoleSummary(string Name, string Title, bool ReadOnly, bool BuiltIn);

/// <summary>A role, given to a user or a group, at a scope.</summary>
internal sealed record Assignment(string Id, string Role, string? User, string? Group, Scope Scope, DateTimeOffset? Expires, string[]? Warnings);

internal sealed record NewAssignment(string Role, string? User, string? Group, Scope Scope, DateTimeOffset? Expires);

/// <summary>A named set of clusters, or of namespaces in clusters.</summary>
internal sealed record ProjectModel(string Name, Scope[] Scopes, string? Title = null);

/// <summary>What a project holds from now on.</summary>
internal sealed record ProjectChange(Scope[] Scopes, string? Title);
