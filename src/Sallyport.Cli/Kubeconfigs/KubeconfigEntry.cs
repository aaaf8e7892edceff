using System.Text.Json.Nodes;

namespace Sallyport.Cli.Kubeconfigs;

/// <summary>An entry of one of a kubeconfig's lists.</summary>
/// <param name="Section">The list.</param>
/// <param name="Index">Its place in the list.</param>
/// <param name="Json">What it says, every scalar as text.</param>
internal sealed record KubeconfigEntry(KubeconfigSection Section, int Index, JsonObject Json)
{
    public string Name { get; } = Json["name"] is JsonValue name ? name.ToString() : "";

    /// <summary>Null when Sallyport did not write it.</summary>
    public OwnMark? Mark { get; } = OwnMark.Read(Json[Section.Item]);

    public string? this[string key] => (Json[Section.Item] as JsonObject)?[key] is JsonValue value ? value.ToString() : null;
}

/// <summary>What is to become of an entry: a new one where there was none, another content, or nothing.</summary>
internal sealed record EntryChange(KubeconfigSection Section, KubeconfigEntry? Existing, JsonObject? Wanted);
