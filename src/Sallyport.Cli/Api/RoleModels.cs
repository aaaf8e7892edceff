using System.Text.Json.Serialization;

namespace Sallyport.Cli.Api;

/// <summary>One Kubernetes rule.</summary>
internal sealed record RuleModel(
    string[]? ApiGroups,
    string[]? Resources,
    string[]? ResourceNames,
    string[] Verbs,
    [property: JsonPropertyName("nonResourceURLs")] string[]? NonResourceUrls)
{
    public override string ToString() =>
        $"{string.Join(',', Verbs)} {string.Join(',', Resources?.Select(Named) ?? NonResourceUrls ?? [])}{(ResourceNames is { Length: > 0 } names ? $" named {string.Join(',', names)}" : "")}";

    private string Named(string resource) => ApiGroups is [""] or null ? resource : $"{resource} of {string.Join('|', ApiGroups.Select(group => group.Length == 0 ? "core" : group))}";
}

internal sealed record RoleModel(
    string Name, string Title, bool ReadOnly, bool BuiltIn, int Version, RuleModel[] Rules, RuleModel[]? ClusterRules, RuleModel[]? WholeClusterRules, RuleModel[]? Except);

internal sealed record RoleChange(bool ReadOnly, RuleModel[] Rules, string? Title);

/// <summary>A deny that holds for everyone but those it names; without a name where it replaces one.</summary>
internal sealed record GuardrailModel(string? Name, RuleModel[] Rules, Scope? Place, SubjectModel[]? Except);
