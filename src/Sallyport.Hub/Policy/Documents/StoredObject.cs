using System.Text.Json.Nodes;
using Sallyport.Hub.Storage;

namespace Sallyport.Hub.Policy.Documents;

/// <summary>A part of the policy as the store has it, in the form of a document.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Name">What files call it; for what was made by hand a name that stays the same.</param>
/// <param name="Row">Where it is kept; null for a group that nobody wrote down.</param>
/// <param name="Spec">What it says; null when that cannot be read.</param>
internal sealed record StoredObject(DocumentKind Kind, string Name, IOwned? Row, JsonObject? Spec)
{
    public string Owner => Row?.Owner ?? "";

    /// <summary>What it says, whatever it is called; null where nothing but the name tells it from others.</summary>
    public string? Content { get; init; }

    /// <summary>The whole document.</summary>
    public JsonObject ToDocument() => new()
    {
        ["apiVersion"] = PolicyFile.ApiVersion,
        ["kind"] = Kind.Name,
        ["metadata"] = new JsonObject { ["name"] = Name },
        ["spec"] = Spec?.DeepClone(),
    };
}
