using System.Text.Json;
using Sallyport.Hub.Policy.Documents;

namespace Sallyport.Hub.Api;

/// <summary>Cases that the policy, or the one that documents would make of it, is held against.</summary>
internal sealed record PolicyTestQuestion(
    IReadOnlyList<PolicyCase> Cases, IReadOnlyList<JsonElement>? Documents = null, string? Owner = null, bool Prune = false, bool Adopt = false)
{
    public const int MostCases = 5_000;

    public PolicyFiles ToFiles() => new(Documents ?? [], Owner, Prune, Adopt);
}

/// <summary>One case: who, what, where, and whether they may. Clusters and namespaces are names or globs; no cluster is every one.</summary>
internal sealed record PolicyCase(
    string Verb, string Resource, bool Allowed, string? User = null, IReadOnlyList<string>? Groups = null, string? Group = null, string? Subresource = null,
    string? Name = null, string? Namespace = null, string? Cluster = null);

/// <summary>How each case went, in order.</summary>
internal sealed record PolicyTestAnswer(int Passed, int Failed, IReadOnlyList<PolicyCaseResult> Results);

/// <summary>How one case went.</summary>
/// <param name="Passed">Whether it is as expected wherever it was asked.</param>
/// <param name="Asked">In how many places it was asked.</param>
/// <param name="Cluster">The first cluster where it is not as expected.</param>
/// <param name="Namespace">The first namespace where it is not.</param>
/// <param name="Reason">What decided there, or why nothing could be asked.</param>
internal sealed record PolicyCaseResult(bool Passed, int Asked, string? Cluster = null, string? Namespace = null, string? Reason = null);
