using System.Text.Json;
using System.Text.Json.Nodes;
using Sallyport.Hub.Api;

namespace Sallyport.Hub.Console.Administration.Forms;

/// <summary>The question of a preview about something that policy files could say: asked as a document of that kind.</summary>
internal static class DocumentQuestion
{
    public static JsonObject Of(string kind, string name, object spec) => new()
    {
        ["documents"] = new JsonArray(new JsonObject
        {
            ["apiVersion"] = "sallyport.dev/v1",
            ["kind"] = kind,
            ["metadata"] = new JsonObject { ["name"] = name },
            ["spec"] = JsonSerializer.SerializeToNode(spec, ApiJson.Options),
        }),
    };
}
