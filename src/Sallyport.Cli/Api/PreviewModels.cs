using System.Text.Json.Nodes;

namespace Sallyport.Cli.Api;

/// <summary>A change that might be made: policy files, or a setting.</summary>
internal sealed record PreviewQuestion(
    JsonObject[]? Documents = null, string? Owner = null, bool Prune = false, bool Adopt = false, PreviewedSetting? Setting = null, int Limit = 100);

internal sealed record PreviewedSetting(string Name, SettingChange Change);

/// <summary>Whose access to what a change would change.</summary>
internal sealed record PreviewAnswer(PreviewPeople People, int Clusters, PreviewSummary[] Summary, long Total, PreviewItem[] Items);

internal sealed record PreviewPeople(int Gaining, int Losing);

/// <summary>A capability or a role, with the value that people come to.</summary>
internal sealed record PreviewSummary(string What, string To, bool Gains, int People, int Clusters);

internal sealed record PreviewItem(string User, string Cluster, string? Namespace, string What, string From, string To, bool Gains, string Why);

/// <summary>Cases for the hub to hold the policy against.</summary>
internal sealed record PolicyTestQuestion(PolicyCase[] Cases, JsonObject[]? Documents = null, string? Owner = null, bool Prune = false, bool Adopt = false);

internal sealed record PolicyCase(
    string Verb, string Resource, bool Allowed, string? User, string[]? Groups, string? Group, string? Subresource, string? Name, string? Namespace, string? Cluster);

internal sealed record PolicyTestAnswer(int Passed, int Failed, PolicyCaseResult[] Results);

/// <summary>How a case went: in how many places it was asked, and the first where it is not as expected.</summary>
internal sealed record PolicyCaseResult(bool Passed, int Asked, string? Cluster, string? Namespace, string? Reason);
