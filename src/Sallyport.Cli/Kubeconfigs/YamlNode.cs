using System.Text.Json.Nodes;

namespace Sallyport.Cli.Kubeconfigs;

/// <summary>A part of a YAML (or JSON) text: what it says, and where, so that the text around it can stay as it is.</summary>
/// <param name="Start">Where it begins, in characters.</param>
/// <param name="End">Where its last character of content ends; comments and blank lines after it are not its own.</param>
/// <param name="Column">In which column it begins; a block list's is that of its dashes.</param>
internal abstract record YamlNode(int Start, int End, int Column)
{
    /// <summary>What it says, every scalar as text and members without a value left out, to compare with.</summary>
    public abstract JsonNode? ToJson();
}

/// <summary>A text, number or whatever else is one word; <c>Plain</c> when it stands without quotes.</summary>
internal sealed record YamlScalar(int Start, int End, int Column, string Text, bool Plain) : YamlNode(Start, End, Column)
{
    public bool IsNull => Plain && Text is "" or "~" or "null" or "Null" or "NULL";

    public override JsonNode? ToJson() => IsNull ? null : JsonValue.Create(Text);
}

/// <summary>A reference to another part (<c>*name</c>), which is not followed.</summary>
internal sealed record YamlAlias(int Start, int End, int Column, string Name) : YamlNode(Start, End, Column)
{
    public override JsonNode ToJson() => JsonValue.Create("*" + Name);
}

/// <summary>A list; <c>Flow</c> when it stands in brackets, as JSON's do.</summary>
internal sealed record YamlList(int Start, int End, int Column, bool Flow, IReadOnlyList<YamlNode> Items) : YamlNode(Start, End, Column)
{
    public override JsonNode ToJson() => new JsonArray([.. Items.Select(item => item.ToJson())]);
}

/// <summary>Keys and values; <c>Flow</c> when they stand in braces, as JSON's do.</summary>
internal sealed record YamlMapping(int Start, int End, int Column, bool Flow, IReadOnlyList<KeyValuePair<YamlNode, YamlNode>> Members)
    : YamlNode(Start, End, Column)
{
    public YamlNode? this[string key] => Members.FirstOrDefault(member => Is(member, key)).Value;

    public YamlNode? KeyOf(string key) => Members.FirstOrDefault(member => Is(member, key)).Key;

    public override JsonNode ToJson()
    {
        var json = new JsonObject();
        foreach (var (key, value) in Members)
        {
            if (value.ToJson() is { } said)
            {
                json[key is YamlScalar name ? name.Text : key.ToJson()?.ToJsonString() ?? ""] = said;
            }
        }

        return json;
    }

    private static bool Is(KeyValuePair<YamlNode, YamlNode> member, string key) => member.Key is YamlScalar name && name.Text == key;
}
