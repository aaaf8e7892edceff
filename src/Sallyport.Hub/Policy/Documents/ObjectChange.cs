using System.Text.Json.Nodes;

namespace Sallyport.Hub.Policy.Documents;

/// <summary>What documents make of one object.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Action">What becomes of it.</param>
/// <param name="Document">Which document says so; null for one that none has any more.</param>
/// <param name="Before">What it said; null where it was not there or could not be read.</param>
/// <param name="After">What it says now; null when it is gone.</param>
/// <param name="Adopted">Whether it was nobody's and now has an owner.</param>
internal sealed record ObjectChange(
    string Kind, string Name, ChangeAction Action, int? Document, JsonObject? Before, JsonObject? After, bool Adopted = false)
{
    /// <summary>The change as the audit keeps it.</summary>
    public string Sentence => Action switch
    {
        ChangeAction.Created => $"{Kind} {Name} was made: {Text(After)}.",
        ChangeAction.Deleted => $"{Kind} {Name} was removed; it was {Text(Before)}.",
        _ => $"{Kind} {Name} is {Text(After)}{(Adopted ? ", and has an owner now" : "")}. Before: {Text(Before)}.",
    };

    private static string Text(JsonObject? spec) => spec?.ToJsonString(Api.ApiJson.Options) ?? "what could not be read";
}

/// <summary>What becomes of an object.</summary>
internal enum ChangeAction
{
    /// <summary>It is as the documents say already.</summary>
    Unchanged,

    /// <summary>It was not there.</summary>
    Created,

    /// <summary>It said something else, or was called something else, or was nobody's.</summary>
    Changed,

    /// <summary>No document has it any more.</summary>
    Deleted,
}
