using System.Text.Json.Nodes;
using Sallyport.Demo.Http;
using Sallyport.Demo.Store;

namespace Sallyport.Demo.Patches;

/// <summary>
/// Server-side apply: merges a manager's configuration, takes away what it no longer names, and keeps its fields in
/// managedFields. Managers that update without applying are not tracked, so only appliers can conflict.
/// </summary>
internal static class ServerSideApply
{
    public static JsonObject Apply(
        JsonObject? current, JsonObject config, string manager, bool force, string subresource, string now)
    {
        JsonObject clean = config.Copy();
        clean.Map("metadata")?.Remove("managedFields");
        JsonObject fields = FieldSet.Of(clean);
        if (current is null)
        {
            JsonObject created = clean.Copy();
            Keep(created, [], manager, fields, subresource, now);
            return created;
        }

        List<JsonObject> entries = [.. current.Items("metadata", "managedFields").Select(entry => entry.Copy())];
        List<JsonObject> others = [.. entries.Where(entry => !IsOf(entry, manager, subresource))];
        DemandNoConflict(current, clean, others, force);
        JsonObject result = StrategicMerge.Apply(current, clean);
        if (entries.Find(entry => IsOf(entry, manager, subresource))?["fieldsV1"] is JsonObject owned)
        {
            FieldSet.Prune(result, owned, fields, [.. others.Select(entry => entry["fieldsV1"]).OfType<JsonObject>()]);
        }

        Keep(result, others, manager, fields, subresource, now);
        return SameButTimes(current, result) ? current : result;
    }

    private static void DemandNoConflict(JsonObject current, JsonObject config, List<JsonObject> others, bool force)
    {
        if (force)
        {
            return;
        }

        foreach (JsonObject other in others.Where(entry => entry.Text("operation") == "Apply"))
        {
            List<string> conflicts =
                [.. FieldSet.Conflicts(current, config, other["fieldsV1"] as JsonObject ?? [])];
            if (conflicts.Count > 0)
            {
                string name = other.Text("manager") ?? "";
                throw new ApiException(409, "Conflict", $"Apply failed with {conflicts.Count} " +
                    $"conflict{(conflicts.Count == 1 ? "" : "s")}: conflict{(conflicts.Count == 1 ? "" : "s")} with " +
                    $"\"{name}\": {string.Join(", ", conflicts)}", new JsonObject
                    {
                        ["causes"] = conflicts.Select(field => new JsonObject
                        {
                            ["reason"] = "FieldManagerConflict",
                            ["message"] = $"conflict with \"{name}\"",
                            ["field"] = field,
                        }).ToJson(),
                    });
            }
        }
    }

    private static bool IsOf(JsonObject entry, string manager, string subresource) =>
        entry.Text("manager") == manager && entry.Text("operation") == "Apply"
        && (entry.Text("subresource") ?? "") == subresource;

    private static void Keep(JsonObject target, List<JsonObject> others, string manager, JsonObject fields,
        string subresource, string now)
    {
        JsonObject entry = new()
        {
            ["manager"] = manager,
            ["operation"] = "Apply",
            ["apiVersion"] = target.Text("apiVersion"),
            ["time"] = now,
            ["fieldsType"] = "FieldsV1",
            ["fieldsV1"] = fields,
        };
        if (subresource.Length > 0)
        {
            entry["subresource"] = subresource;
        }

        target.Child("metadata")["managedFields"] = new JsonArray([entry, .. others]);
    }

    private static bool SameButTimes(JsonObject before, JsonObject after)
    {
        JsonObject one = before.Copy(), two = after.Copy();
        foreach (JsonObject entry in one.Items("metadata", "managedFields").Concat(two.Items("metadata", "managedFields")))
        {
            entry.Remove("time");
        }

        return JsonNode.DeepEquals(one, two);
    }
}
