using System.Text.Json.Serialization;

namespace Sallyport.Cli.Api;

/// <summary>One Kubernetes rule.</summary>
internal sealed record RuleModel(
    string[]? ApiGroups,
    string[]? Resources,
    string[]? ResourceNames,
    string[] Verbs,
    [property: JsonPropertyName("nonResourceURLs")] string[]? NonResourceUrls);

internal sealed record RoleModel(
    string Name, string Title, bool ReadOnly, bool BuiltIn, int Version, RuleModel[] Rules, RuleModel[]? ClusterRules, RuleModel[]? WholeClusterRules, RuleModel[]? Except);

internal sealed record RoleChange(bool ReadOnly, RuleModel[] Rules, string? Title);
