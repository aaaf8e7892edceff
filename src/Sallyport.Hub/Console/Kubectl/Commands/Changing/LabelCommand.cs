using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Sallyport.Hub.Console.Feeds.Calls;
using Sallyport.Hub.Console.Kubectl.Parsing;

namespace Sallyport.Hub.Console.Kubectl.Commands;

/// <summary>Sets and takes away labels or annotations.</summary>
internal sealed class LabelCommand(bool annotations) : KubectlCommand(
    annotations ? "annotate" : "label", "TYPE NAME KEY=VALUE… KEY-…", annotations ? "Sets and takes away annotations." : "Sets and takes away labels.")
{
    private readonly string _part = annotations ? "annotations" : "labels";

    public override ImmutableArray<Flag> Flags =>
    [
        Flag.Switch("overwrite", "Also where there is another value."),
        Flag.Switch("list", "Shows what is there."),
        Flag.Text("selector", "Objects by label.", 'l'),
        Flag.Text("field-selector", "Objects by field."),
        Flag.Switch("all", "All of the kind in the namespace."),
        Flag.Switch("all-namespaces", "In all namespaces.", 'A'),
    ];

    public override async Task<int> RunAsync(Invocation line)
    {
        var changes = line.Arguments.Where((word, i) => i > 0 && IsChange(word)).ToList();
        if (changes.Count == 0 && !line.Flags.Is("list"))
        {
            throw new KubectlFault($"error: at least one {(annotations ? "annotation" : "label")} update is required");
        }

        var chosen = await ChosenObjects.ReadAsync(line, [.. line.Arguments.Where((word, i) => i == 0 || !IsChange(word))]);
        if (chosen.Count == 0)
        {
            throw new KubectlFault("error: one or more resources must be specified as <resource> <name> or <resource>/<name>");
        }

        foreach (var (type, item) in chosen)
        {
            var now = item.At("metadata", _part);
            if (changes.Count == 0)
            {
                foreach (var pair in now.ValueKind == JsonValueKind.Object ? now.EnumerateObject().OrderBy(pair => pair.Name, StringComparer.Ordinal) : Enumerable.Empty<JsonProperty>())
                {
                    await line.Out.LineAsync($"{pair.Name}={pair.Value}");
                }

                continue;
            }

            await ChangeAsync(line, type, item, await PatchAsync(line, now, changes), changes.All(change => IsRemoval(change)));
        }

        return 0;
    }

    private async Task ChangeAsync(Invocation line, Feeds.Kinds.ResourceType type, JsonElement item, JsonObject patch, bool onlyRemoves)
    {
        var name = NamePrinting.Name(type, item);
        if (patch.Count == 0)
        {
            await line.Out.LineAsync(annotations ? name + " annotated" : name + " not labeled");
            return;
        }

        await line.SendAsync(
            HttpMethod.Patch, ChosenObjects.Target(type, item), new JsonObject { ["metadata"] = new JsonObject { [_part] = patch } }.ToJsonString(), ClusterWrite.MergePatch);
        await line.Out.LineAsync(name + (annotations ? " annotated" : onlyRemoves ? " unlabeled" : " labeled"));
    }

    /// <summary>What differs from what is there.</summary>
    private async Task<JsonObject> PatchAsync(Invocation line, JsonElement now, List<string> changes)
    {
        var patch = new JsonObject();
        foreach (var change in changes)
        {
            if (IsRemoval(change))
            {
                var gone = change[..^1];
                if (now.At(gone).ValueKind == JsonValueKind.Undefined)
                {
                    await line.Out.LineAsync($"{(annotations ? "annotation" : "label")} \"{gone}\" not found.");
                }
                else
                {
                    patch[gone] = null;
                }

                continue;
            }

            var equals = change.IndexOf('=', StringComparison.Ordinal);
            var (key, value) = (change[..equals], change[(equals + 1)..]);
            var before = now.Text(key);
            if (now.At(key).ValueKind != JsonValueKind.Undefined && before != value && !line.Flags.Is("overwrite"))
            {
                throw new KubectlFault(annotations
                    ? $"error: --overwrite is false but found the following declared annotation(s): '{key}' already has a value ({before})"
                    : $"error: '{key}' already has a value ({before}), and --overwrite is false");
            }

            if (before != value || now.At(key).ValueKind == JsonValueKind.Undefined)
            {
                patch[key] = value;
            }
        }

        return patch;
    }

    private static bool IsChange(string word) => word.IndexOf('=', StringComparison.Ordinal) > 0 || IsRemoval(word);

    private static bool IsRemoval(string word) => word.Length > 1 && word.EndsWith('-') && !word.Contains('=', StringComparison.Ordinal);
}
