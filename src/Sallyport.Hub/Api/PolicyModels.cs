using System.Text.Json;
using System.Text.Json.Nodes;
using Sallyport.Hub.Policy.Documents;

namespace Sallyport.Hub.Api;

/// <summary>Policy files, as they come in.</summary>
internal sealed record PolicyFilesModel(
    IReadOnlyList<JsonElement> Documents, string? Owner = null, bool Prune = false, bool Adopt = false, bool DryRun = false)
{
    public PolicyFiles ToFiles() => new(Documents, Owner, Prune, Adopt);
}

/// <summary>The policy as documents.</summary>
/// <param name="Version">The policy's version that it was read at.</param>
/// <param name="Documents">One an object.</param>
/// <param name="Unreadable">What is kept and cannot be read.</param>
internal sealed record PolicyExport(long Version, IReadOnlyList<ExportedDocument> Documents, IReadOnlyList<string> Unreadable);

/// <summary>One object as a document, with the owner of it.</summary>
internal sealed record ExportedDocument(string? Owner, JsonObject Document);

/// <summary>What policy files made of the policy, or would.</summary>
internal sealed record PolicyApplied(
    long Version, bool DryRun, int Created, int Changed, int Deleted, int Unchanged, IReadOnlyList<AppliedObject> Changes)
{
    public static PolicyApplied From(PolicyOutcome outcome, bool dryRun) => new(
        outcome.Version,
        dryRun,
        outcome.Count(ChangeAction.Created),
        outcome.Count(ChangeAction.Changed),
        outcome.Count(ChangeAction.Deleted),
        outcome.Count(ChangeAction.Unchanged),
        [.. outcome.Changes.Select(AppliedObject.From)]);
}

/// <summary>What became of one object; what it said and says stands only where that differs.</summary>
internal sealed record AppliedObject(
    string Kind, string Name, ChangeAction Action, int? Document, bool? Adopted, JsonObject? Before, JsonObject? After)
{
    public static AppliedObject From(ObjectChange change) => new(
        change.Kind,
        change.Name,
        change.Action,
        change.Document,
        change.Adopted ? true : null,
        change.Action == ChangeAction.Unchanged ? null : change.Before,
        change.Action == ChangeAction.Unchanged ? null : change.After);
}
