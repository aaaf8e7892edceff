using System.Text.Json;
using Sallyport.Hub.Policy.Documents;

namespace Sallyport.Hub.Api;

/// <summary>A change that might be made: policy files, or what another endpoint takes. One of them.</summary>
internal sealed record PreviewQuestion(
    IReadOnlyList<JsonElement>? Documents = null, string? Owner = null, bool Prune = false, bool Adopt = false,
    PreviewedSetting? Setting = null, NewAssignment? Assignment = null, Guid? RemovedAssignment = null, Guid? RemovedSetting = null,
    string? RemovedGuardrail = null, Guid? RemovedDelegation = null,
    int Limit = PreviewQuestion.OrdinaryPage, int Offset = 0)
{
    private const int OrdinaryPage = 100;
    private const int LargestPage = 1_000;

    public void Check(Validity validity)
    {
        validity.Demand(
            new object?[] { Documents, Setting, Assignment, RemovedAssignment, RemovedSetting, RemovedGuardrail, RemovedDelegation }.Count(one => one is not null) == 1,
            "Give one change: documents, setting, assignment, removedAssignment, removedSetting, removedGuardrail or removedDelegation.");
        validity.Demand(Limit is >= 1 and <= LargestPage, $"limit is a number from 1 to {LargestPage}.");
        validity.Demand(Offset >= 0, "offset is a number from 0.");
    }

    public PolicyFiles ToFiles() => new(Documents ?? [], Owner, Prune, Adopt);
}

/// <summary>A setting that might be made: which, and what <c>PUT /settings/{setting}</c> takes.</summary>
internal sealed record PreviewedSetting(string Name, SettingChange Change);

/// <summary>Whose access to what a change would change.</summary>
/// <param name="Version">The policy's version that it was compared with.</param>
/// <param name="People">How many people gain and lose something; one may do both.</param>
/// <param name="Clusters">In how many clusters.</param>
/// <param name="Summary">By what they gain or lose.</param>
/// <param name="Total">How many items there are.</param>
/// <param name="Items">A page of them, cluster by cluster.</param>
internal sealed record PreviewAnswer(
    long Version, PreviewPeople People, int Clusters, IReadOnlyList<PreviewSummary> Summary, long Total, IReadOnlyList<PreviewItem> Items);

/// <summary>How many people gain and lose something.</summary>
internal sealed record PreviewPeople(int Gaining, int Losing);

/// <summary>"This gives 214 people in 12 clusters access to Secrets": what, from and to which value, how many.</summary>
internal sealed record PreviewSummary(string What, string To, bool Gains, int People, int Clusters);

/// <summary>One person, one place, one capability or role.</summary>
internal sealed record PreviewItem(string User, string Cluster, string? Namespace, string What, string From, string To, bool Gains, string Why);
