using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Sallyport.Hub.Console.Actions;
using Sallyport.Hub.Console.Feeds.Calls;
using Sallyport.Hub.Console.Feeds.Objects;
using Sallyport.Hub.Console.Objects;

namespace Sallyport.Hub.Console.Editing;

/// <summary>An object as text to change, and the change as it is sent.</summary>
/// <remarks>
/// The whole object is put in place of the old one, and the text has the version that it was read in. So what is deleted
/// from the text is deleted from the object, as who edits it expects, and a change that somebody made meanwhile is a
/// conflict and never lost. A server-side apply would leave deleted fields that another manager has set.
/// </remarks>
internal static partial class YamlEdit
{
    // What the cluster counts by itself: no part of a change.
    private static readonly string[] Counted = ["managedFields", "resourceVersion", "generation"];

    /// <summary>The text to change.</summary>
    public static string Text(JsonElement whole) => string.Join('\n', YamlText.Lines(whole, "managedFields")) + "\n";

    /// <summary>Puts the text in place of the object.</summary>
    /// <param name="place">The object.</param>
    /// <param name="text">The text.</param>
    /// <param name="dryRun">Whether the cluster only says what would be.</param>
    public static ClusterWrite Put(ObjectPlace place, string text, bool dryRun) =>
        new(HttpMethod.Put, $"{place.Type.Path(place.Namespace, place.Name)}?{(dryRun ? "dryRun=All&" : "")}fieldValidation=Strict&{Patches.Manager}", text, ClusterWrite.Yaml);

    /// <summary>What differs between an object and what it would be.</summary>
    public static IReadOnlyList<DiffLine> Compare(JsonElement now, JsonElement then) => LineDiff.Of(Lines(now), Lines(then));

    /// <summary>The text with another version as the one that it was read in: for who knows of the changes since and means theirs all the same.</summary>
    public static string OnTopOf(string text, string resourceVersion) =>
        VersionLine().Replace(text, match => match.Groups[1].Value + JsonSerializer.Serialize(resourceVersion), 1);

    private static string[] Lines(JsonElement whole)
    {
        var copy = JsonObject.Create(whole)!.DeepClone().AsObject();
        copy.Remove("status");
        foreach (var name in Counted)
        {
            (copy["metadata"] as JsonObject)?.Remove(name);
        }

        return [.. YamlText.Lines(JsonSerializer.SerializeToElement(copy)).Select(line => line.ToString())];
    }

    [GeneratedRegex(@"^(  resourceVersion: ).*$", RegexOptions.Multiline)]
    private static partial Regex VersionLine();
}
