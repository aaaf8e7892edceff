using System.Text.Json.Nodes;
using Sallyport.Demo.Store;

namespace Sallyport.Demo.Discovery;

/// <summary>The paths of a resource, as far as clients look at them: which kind is where and what a patch takes.</summary>
internal static class OpenApiPaths
{
    private static readonly string[] WriteParameters = ["dryRun", "fieldManager", "fieldValidation"];

    public static void Add(JsonObject paths, ResourceType type, bool versionThree)
    {
        string root = type.Group.Length == 0 ? $"/api/{type.Version}" : $"/apis/{type.Group}/{type.Version}";
        string collection = type.Namespaced ? $"{root}/namespaces/{{namespace}}/{type.Plural}" : $"{root}/{type.Plural}";
        JsonObject all = Operations(type, versionThree, ("list", "get", "list"), ("create", "post", "post"),
            ("deletecollection", "delete", "deletecollection"));
        JsonObject one = Operations(type, versionThree, ("get", "get", "get"), ("update", "put", "put"),
            ("patch", "patch", "patch"), ("delete", "delete", "delete"));
        if (all.Count > 0)
        {
            paths[collection] = all;
        }

        if (one.Count > 0)
        {
            paths[collection + "/{name}"] = one;
        }

        if (type.Namespaced && type.Verbs.Contains("list"))
        {
            paths[$"{root}/{type.Plural}"] = Operations(type, versionThree, ("list", "get", "list"));
        }
    }

    private static JsonObject Operations(
        ResourceType type, bool versionThree, params ReadOnlySpan<(string Verb, string Method, string Action)> operations)
    {
        JsonObject result = [];
        foreach ((string verb, string method, string action) in operations)
        {
            if (type.Verbs.Contains(verb))
            {
                JsonObject operation = new()
                {
                    ["operationId"] = $"{action}{type.Kind}",
                    ["responses"] = new JsonObject { ["200"] = new JsonObject { ["description"] = "OK" } },
                    ["x-kubernetes-action"] = action,
                    ["x-kubernetes-group-version-kind"] = OpenApiSchemas.Kind(type),
                };
                if (verb is "create" or "update" or "patch" or "delete" or "deletecollection")
                {
                    operation["parameters"] = WriteParameters.Select(name => Parameter(name, versionThree)).ToJson();
                }

                result[method] = operation;
            }
        }

        return result;
    }

    private static JsonObject Parameter(string name, bool versionThree)
    {
        JsonObject parameter = new() { ["name"] = name, ["in"] = "query" };
        if (versionThree)
        {
            parameter["schema"] = new JsonObject { ["type"] = "string" };
        }
        else
        {
            parameter["type"] = "string";
        }

        return parameter;
    }
}
