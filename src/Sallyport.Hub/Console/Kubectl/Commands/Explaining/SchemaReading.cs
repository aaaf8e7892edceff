using System.Text.Json;
using Sallyport.Hub.Console.Feeds.Calls;
using Sallyport.Hub.Console.Feeds.Kinds;

namespace Sallyport.Hub.Console.Kubectl.Commands;

/// <summary>The schemas among which a kind's is, from OpenAPI v3 where the cluster has it (Kubernetes 1.24 and later), else from v2.</summary>
/// <param name="All">Every schema by name.</param>
/// <param name="Root">The kind's own.</param>
internal sealed record Schemas(JsonElement All, JsonElement Root)
{
    /// <summary>What a reference means; a schema that is none, itself. In v3 a reference with a description is wrapped in <c>allOf</c>.</summary>
    public JsonElement Resolve(JsonElement schema)
    {
        var at = schema.Items("allOf").FirstOrDefault() is { ValueKind: JsonValueKind.Object } wrapped ? wrapped : schema;
        return at.Text("$ref") is { Length: > 0 } reference ? All.At(reference[(reference.LastIndexOf('/') + 1)..]) : schema;
    }
}

/// <summary>Finds the schema of a kind.</summary>
internal static class SchemaReading
{
    public static async Task<Schemas> ReadAsync(Invocation line, ResourceType type)
    {
        JsonElement all;
        try
        {
            all = (await line.ReadAsync($"/openapi/v3/{(type.Group.Length == 0 ? "api" : "apis")}/{type.ApiVersion}")).At("components", "schemas");
        }
        catch (ClusterProblemException fault) when (fault.Problem.Kind == ProblemKind.Absent)
        {
            all = (await line.ReadAsync("/openapi/v2")).At("definitions");
        }

        if (all.ValueKind == JsonValueKind.Object)
        {
            foreach (var schema in all.EnumerateObject().Where(schema => schema.Value.Items("x-kubernetes-group-version-kind").Any(kind =>
                kind.Text("group") == type.Group && kind.Text("version") == type.Version && kind.Text("kind") == type.Kind)))
            {
                return new Schemas(all, schema.Value);
            }
        }

        throw new KubectlFault($"error: couldn't find resource for \"{type.ApiVersion}, Kind={type.Kind}\": the cluster describes no such kind");
    }
}
