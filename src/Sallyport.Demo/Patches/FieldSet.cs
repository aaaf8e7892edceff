using System.Text.Json.Nodes;

namespace Sallyport.Demo.Patches;

/// <summary>The fields of an applied configuration in managedFields' own form (FieldsV1).</summary>
internal static class FieldSet
{
    private static readonly string[] NotOwned = ["apiVersion", "kind", "metadata/name", "metadata/namespace"];

    public static JsonObject Of(JsonObject config) => Of(config, "");

    private static JsonObject Of(JsonObject map, string path)
    {
        JsonObject fields = [];
        foreach ((string key, JsonNode? value) in map)
        {
            string here = path.Length == 0 ? key : $"{path}/{key}";
            JsonObject below = value switch
            {
                JsonObject child => Of(child, here),
                JsonArray list when MergeKeys.Of(key, list, null) is { } mergeKey => Items(list, mergeKey, here),
                _ => [],
            };

            // A map of which nothing is owned, such as metadata with a name alone, is not owned as a whole either.
            if (!NotOwned.Contains(here) && (below.Count > 0 || value is not JsonObject { Count: > 0 }))
            {
                fields["f:" + key] = below;
            }
        }

        return fields;
    }

    private static JsonObject Items(JsonArray list, string mergeKey, string path)
    {
        JsonObject fields = [];
        foreach (JsonObject item in list.OfType<JsonObject>())
        {
            JsonObject own = Of(item, path);
            own["."] = new JsonObject();
            fields[Key(mergeKey, item[mergeKey])] = own;
        }

        return fields;
    }

    public static string Key(string mergeKey, JsonNode? value) =>
        "k:" + new JsonObject { [mergeKey] = value?.DeepClone() }.ToJsonString();

    /// <summary>Takes away what a manager owned before and does not apply any more, unless another owns it too.</summary>
    public static void Prune(JsonNode target, JsonObject owned, JsonObject applied, IReadOnlyList<JsonObject> others)
    {
        foreach ((string field, JsonNode? below) in owned)
        {
            if (field == "." || below is not JsonObject child)
            {
                continue;
            }

            bool still = applied.ContainsKey(field);
            List<JsonObject> sharing = [.. others.Select(other => other[field]).OfType<JsonObject>()];
            JsonNode? value = Find(target, field);
            if (value is not null && child.Count > 0 && (still || sharing.Count > 0))
            {
                Prune(value, child, applied[field] as JsonObject ?? [], sharing);
            }
            else if (!still && sharing.Count == 0)
            {
                Remove(target, field, value);
            }
        }
    }

    /// <summary>The fields of which two managers want different values.</summary>
    public static IEnumerable<string> Conflicts(JsonNode? current, JsonNode? wanted, JsonObject others, string path = "")
    {
        foreach ((string field, JsonNode? below) in others)
        {
            if (field == "." || below is not JsonObject child)
            {
                continue;
            }

            JsonNode? mine = wanted is null ? null : Find(wanted, field);
            JsonNode? theirs = current is null ? null : Find(current, field);
            if (mine is null)
            {
                continue;
            }

            string name = field.StartsWith("f:", StringComparison.Ordinal) ? "." + field[2..] : $"[{field[2..]}]";
            if (child.Count > 0)
            {
                foreach (string conflict in Conflicts(theirs, mine, child, path + name))
                {
                    yield return conflict;
                }
            }
            else if (!JsonNode.DeepEquals(mine, theirs))
            {
                yield return path + name;
            }
        }
    }

    private static JsonNode? Find(JsonNode target, string field) => target switch
    {
        JsonObject map when field.StartsWith("f:", StringComparison.Ordinal) => map[field[2..]],
        JsonArray list when field.StartsWith("k:", StringComparison.Ordinal) => list.OfType<JsonObject>()
            .FirstOrDefault(item => JsonNode.Parse(field[2..]) is JsonObject key
                && key.All(pair => JsonNode.DeepEquals(item[pair.Key], pair.Value))),
        _ => null,
    };

    private static void Remove(JsonNode target, string field, JsonNode? value)
    {
        if (target is JsonObject map)
        {
            map.Remove(field[2..]);
        }
        else if (target is JsonArray list && value is not null)
        {
            list.Remove(value);
        }
    }
}
