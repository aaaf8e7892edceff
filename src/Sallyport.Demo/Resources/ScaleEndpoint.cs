using System.Text.Json.Nodes;
using Sallyport.Demo.Http;
using Sallyport.Demo.Patches;
using Sallyport.Demo.Store;

namespace Sallyport.Demo.Resources;

/// <summary>The scale sub-resource: how many replicas there shall be, and are.</summary>
internal sealed class ScaleEndpoint(ObjectStore store)
{
    public async Task HandleAsync(ResourceRequest request)
    {
        StoredObject found = store.Find(request.Type.StorageKey, request.Namespace, request.Info.Name)
            ?? throw ApiException.NotFound(request.Type.GroupResource, request.Info.Name);
        if (request.Info.Verb == "get")
        {
            await request.Http.JsonAsync(Of(found.Read())).ConfigureAwait(false);
            return;
        }

        JsonNode? body = await RequestBody.ReadAsync(request.Http.Request).ConfigureAwait(false);
        string media = RequestBody.MediaTypeOf(request.Http.Request);
        Func<JsonObject, JsonObject> change = (request.Info.Verb, media) switch
        {
            ("update", _) => _ => body as JsonObject ?? throw ApiException.BadRequest("a Scale is an object"),
            ("patch", "application/json-patch+json") => current => JsonPatch.Apply(current, body),
            ("patch", _) => current => MergePatch.Apply(current, body),
            _ => throw ApiException.MethodNotAllowed(),
        };
        JsonObject before = found.Read();
        JsonObject after = before;
        JsonObject? Apply(JsonObject current)
        {
            JsonObject scale = change(Of(current));
            if (scale.Text("metadata", "resourceVersion") is { Length: > 0 } based
                && based != current.Text("metadata", "resourceVersion"))
            {
                throw ApiException.Conflict(request.Type.GroupResource, request.Info.Name,
                    "the object has been modified; please apply your changes to the latest version and try again");
            }

            long replicas = scale.Number("spec", "replicas") ?? 0;
            current.Child("spec")["replicas"] = replicas >= 0 ? replicas : throw ApiException.Invalid("Scale",
                "autoscaling", request.Info.Name, ("FieldValueInvalid", "spec.replicas",
                    $"Invalid value: {replicas}: must be greater than or equal to 0"));
            return current;
        }

        after = request.IsDryRun
            ? Apply(before)!
            : store.Update(request.Type.StorageKey, request.Namespace, request.Info.Name, Apply)?.Read()
                ?? throw ApiException.NotFound(request.Type.GroupResource, request.Info.Name);
        await request.Http.JsonAsync(Of(after)).ConfigureAwait(false);
    }

    private static JsonObject Of(JsonObject item)
    {
        JsonObject metadata = new()
        {
            ["name"] = item.Text("metadata", "name"),
            ["namespace"] = item.Text("metadata", "namespace"),
            ["uid"] = item.Text("metadata", "uid"),
            ["resourceVersion"] = item.Text("metadata", "resourceVersion"),
            ["creationTimestamp"] = item.Text("metadata", "creationTimestamp"),
        };
        return new JsonObject
        {
            ["kind"] = "Scale",
            ["apiVersion"] = "autoscaling/v1",
            ["metadata"] = metadata,
            ["spec"] = new JsonObject { ["replicas"] = item.Number("spec", "replicas") ?? 0 },
            ["status"] = new JsonObject
            {
                ["replicas"] = item.Number("status", "replicas") ?? 0,
                ["selector"] = string.Join(',', (item.Map("spec", "selector", "matchLabels") ?? [])
                    .Select(pair => $"{pair.Key}={pair.Value}")),
            },
        };
    }
}
