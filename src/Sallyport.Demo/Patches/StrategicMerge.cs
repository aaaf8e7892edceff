using System.Text.Json.Nodes;
using Sallyport.Demo.Http;
using Sallyport.Demo.Store;

namespace Sallyport.Demo.Patches;

/// <summary>Strategic merge patch: a merge patch that knows which lists are keyed, and its $-directives.</summary>
internal static class StrategicMerge
{
    private const string Directive = "$patch";
    private const string Order = "$setElementOrder/";
    private const string DeleteFrom = "$deleteFromPrimitiveList/";

    public static JsonObject Apply(JsonObject target, JsonNode? patch)
    {
        JsonObject result = target.Copy();
        Merge(result, patch as JsonObject ?? throw ApiException.BadRequest("a strategic merge patch is an object"));
        return result;
    }

    private static void Merge(JsonObject target, JsonObject patch)
    {
        if (patch.Text(Directive) == "replace")
        {
            target.Clear();
        }

        foreach (string retained in patch.ContainsKey("$retainKeys") ? target.Select(pair => pair.Key).ToArray() : [])
        {
            if (!patch.Texts("$retainKeys").Contains(retained))
            {
                target.Remove(retained);
            }
        }

        foreach ((string key, JsonNode? value) in patch)
        {
            if (key.StartsWith(DeleteFrom, StringComparison.Ordinal))
            {
                Remove(target.List(key[DeleteFrom.Length..]), value as JsonArray ?? []);
            }
            else if (!key.StartsWith('$'))
            {
                Merge(target, key, value, patch[Order + key] as JsonArray);
            }
        }
    }

    private static void Merge(JsonObject target, string key, JsonNode? value, JsonArray? order)
    {
        switch (value)
        {
            case null:
                target.Remove(key);
                break;
            case JsonObject { Count: 1 } only when only.Text(Directive) == "delete":
                target.Remove(key);
                break;
            case JsonObject map:
                Merge(target.Child(key), map);
                break;
            case JsonArray list:
                target[key] = Merge(key, target[key] as JsonArray, list, order);
                break;
            default:
                target[key] = value.DeepClone();
                break;
        }
    }

    private static JsonArray Merge(string field, JsonArray? current, JsonArray patch, JsonArray? order)
    {
        JsonArray result = current is null ? [] : (JsonArray)current.DeepClone();
        if (MergeKeys.IsSet(field))
        {
            foreach (JsonNode? item in patch.Where(item => !result.Any(have => JsonNode.DeepEquals(have, item))))
            {
                result.Add(item?.DeepClone());
            }

            return result;
        }

        if (MergeKeys.Of(field, current, patch) is not { } mergeKey)
        {
            return (JsonArray)patch.DeepClone();
        }

        if (patch.OfType<JsonObject>().Any(item => item.Count == 1 && item.Text(Directive) == "replace"))
        {
            return new JsonArray([.. patch.OfType<JsonObject>()
                .Where(item => !item.ContainsKey(Directive))
                .Select(item => (JsonNode?)item.DeepClone())]);
        }

        foreach (JsonObject item in patch.OfType<JsonObject>())
        {
            JsonObject? same = result.OfType<JsonObject>()
                .FirstOrDefault(have => JsonNode.DeepEquals(have[mergeKey], item[mergeKey]));
            if (item.Text(Directive) == "delete")
            {
                result.Remove(same);
            }
            else if (same is not null)
            {
                Merge(same, item);
            }
            else
            {
                JsonObject added = [];
                Merge(added, item);
                result.Add(added);
            }
        }

        return order is null ? result : Sorted(result, mergeKey, order);
    }

    private static JsonArray Sorted(JsonArray list, string mergeKey, JsonArray order)
    {
        List<JsonNode?> items = [.. list];
        list.Clear();
        return new JsonArray([.. items.OrderBy(item => Place(item?[mergeKey]))]);

        int Place(JsonNode? key)
        {
            for (int i = 0; i < order.Count; i++)
            {
                if (JsonNode.DeepEquals((order[i] as JsonObject)?[mergeKey], key))
                {
                    return i;
                }
            }

            return order.Count;
        }
    }

    private static void Remove(JsonArray from, JsonArray items)
    {
        foreach (JsonNode? item in items)
        {
            from.Remove(from.FirstOrDefault(have => JsonNode.DeepEquals(have, item)));
        }
    }
}
