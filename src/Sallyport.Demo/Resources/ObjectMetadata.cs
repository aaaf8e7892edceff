using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Sallyport.Demo.Http;
using Sallyport.Demo.Store;

namespace Sallyport.Demo.Resources;

/// <summary>What of an object's metadata the server holds and not the client.</summary>
internal static class ObjectMetadata
{
    private const string Alphabet = "bcdfghjklmnpqrstvwxz2456789";
    private static readonly string[] Held = ["uid", "creationTimestamp", "deletionTimestamp", "deletionGracePeriodSeconds",
        "generation", "resourceVersion", "name", "namespace"];

    public static string RandomSuffix() => RandomNumberGenerator.GetString(Alphabet, 5);

    /// <summary>Makes a client's new object fit the path it was sent to.</summary>
    public static void Place(ResourceRequest request, JsonObject body)
    {
        ResourceType type = request.Type;
        DemandKind(type, body);
        JsonObject metadata = body.Child("metadata");
        string name = metadata.Text("name") ?? "";
        if (name.Length == 0 && metadata.Text("generateName") is { Length: > 0 } prefix)
        {
            metadata["name"] = prefix + RandomSuffix();
        }
        else if (request.Info.Name.Length > 0)
        {
            metadata["name"] = name.Length == 0 || name == request.Info.Name ? request.Info.Name
                : throw ApiException.BadRequest($"the name of the object ({name}) does not match the name on the URL " +
                    $"({request.Info.Name})");
        }

        if (type.Namespaced)
        {
            string ns = metadata.Text("namespace") ?? request.Namespace;
            metadata["namespace"] = ns == request.Namespace ? ns : throw ApiException.BadRequest(
                "the namespace of the provided object does not match the namespace sent on the request");
        }
        else
        {
            metadata.Remove("namespace");
        }
    }

    public static void DemandKind(ResourceType type, JsonObject body)
    {
        string apiVersion = body.Text("apiVersion") ?? type.ApiVersion, kind = body.Text("kind") ?? type.Kind;
        if (apiVersion != type.ApiVersion)
        {
            throw ApiException.BadRequest(
                $"the API version in the data ({apiVersion}) does not match the expected API version ({type.ApiVersion})");
        }

        if (kind != type.Kind)
        {
            throw ApiException.BadRequest($"{kind} in version \"{type.Version}\" cannot be handled as a {type.Kind}: " +
                $"converting ({apiVersion}.{kind}) to ({type.ApiVersion}.{type.Kind}): unknown conversion");
        }

        body["apiVersion"] = apiVersion;
        body["kind"] = kind;
    }

    public static void Fresh(JsonObject body)
    {
        JsonObject metadata = body.Child("metadata");
        foreach (string key in (ReadOnlySpan<string>)["uid", "creationTimestamp", "deletionTimestamp", "resourceVersion",
            "generation", "deletionGracePeriodSeconds", "selfLink"])
        {
            metadata.Remove(key);
        }
    }

    /// <summary>Puts back what an update may not change, after it was held against the version it was made from.</summary>
    public static void Keep(ResourceType type, JsonObject before, JsonObject after)
    {
        string name = before.Text("metadata", "name") ?? "";
        JsonObject metadata = after.Child("metadata");
        if (metadata.Text("resourceVersion") is { Length: > 0 } based && based != before.Text("metadata", "resourceVersion"))
        {
            throw ApiException.Conflict(type.GroupResource, name,
                "the object has been modified; please apply your changes to the latest version and try again");
        }

        if (metadata.Text("uid") is { Length: > 0 } uid && uid != before.Text("metadata", "uid"))
        {
            throw ApiException.Conflict(type.GroupResource, name, $"Precondition failed: UID in precondition: {uid}, " +
                $"UID in object meta: {before.Text("metadata", "uid")}");
        }

        foreach (string key in Held)
        {
            if (before.At("metadata", key) is { } held)
            {
                metadata[key] = held.DeepClone();
            }
            else
            {
                metadata.Remove(key);
            }
        }

        after["kind"] = type.Kind;
        after["apiVersion"] = type.ApiVersion;
    }

    /// <summary>A main resource's writer leaves status alone, and a status writer leaves everything else alone.</summary>
    public static JsonObject Split(ResourceType type, string subresource, JsonObject before, JsonObject after)
    {
        if (!type.Subresources.Any(part => part.Name == "status"))
        {
            return after;
        }

        (JsonObject kept, JsonObject other) = subresource == "status" ? (before.Copy(), after) : (after, before);
        kept["status"] = other["status"]?.DeepClone();
        if (kept["status"] is null)
        {
            kept.Remove("status");
        }

        if (subresource == "status")
        {
            kept.Child("metadata")["managedFields"] = after.At("metadata", "managedFields")?.DeepClone();
            if (kept.At("metadata", "managedFields") is null)
            {
                kept.Child("metadata").Remove("managedFields");
            }
        }

        return kept;
    }
}
