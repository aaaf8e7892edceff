using System.Text.Json.Nodes;
using Sallyport.Demo.Http;
using Sallyport.Demo.Store;

namespace Sallyport.Demo.Patches;

/// <summary>JSON Merge Patch (RFC 7386).</summary>
internal static class MergePatch
{
    public static JsonObject Apply(JsonObject target, JsonNode? patch)
    {
        JsonObject result = target.Copy();
        Merge(result, patch as JsonObject ?? throw ApiException.BadRequest("a merge patch is an object"));
        return result;
    }

    private static void Merge(JsonObject target, JsonObject patch)
    {
        foreach ((string key, JsonNode? value) in patch)
        {
            if (value is null)
            {
                target.Remove(key);
            }
            else if (value is JsonObject map)
            {
                Merge(target.Child(key), map);
            }
            else
            {
                target[key] = value.DeepClone();
            }
        }
    }
}
