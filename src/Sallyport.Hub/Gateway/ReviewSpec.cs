using System.Text.Json;
using System.Text.Json.Nodes;

namespace Sallyport.Hub.Gateway;

/// <summary>
/// What a review asks: the few known strings of its spec, and nothing else of the body. What is answered and what the cluster
/// is asked are written from these.
/// </summary>
internal static class ReviewSpec
{
    public const string OnResource = "resourceAttributes";
    public const string OnPath = "nonResourceAttributes";

    /// <summary>The strings of a resource's attributes, in the order of their numbers in protobuf, which begin at one.</summary>
    public static readonly string[] ResourceKeys = ["namespace", "verb", "group", "version", "resource", "subresource", "name"];

    /// <summary>The same of a path's.</summary>
    public static readonly string[] PathKeys = ["path", "verb"];

    /// <summary>The same of a rules review.</summary>
    public static readonly string[] RulesKeys = ["namespace"];

    /// <summary>The spec of a review of that resource; null when it is none, such as one that asks two things at once.</summary>
    /// <exception cref="InvalidOperationException">A string in it is no well-formed Unicode.</exception>
    public static JsonObject? Read(JsonElement spec, string resource) => resource switch
    {
        _ when spec.ValueKind != JsonValueKind.Object => null,
        "selfsubjectaccessreviews" => Access(spec),
        "selfsubjectrulesreviews" => Strings(spec, RulesKeys),
        _ => [],
    };

    private static JsonObject? Access(JsonElement spec)
    {
        var onResource = Member(spec, OnResource);
        var onPath = Member(spec, OnPath);
        return (onResource, onPath) switch
        {
            ({ } attributes, null) => Under(OnResource, Strings(attributes, ResourceKeys)),
            (null, { } attributes) => Under(OnPath, Strings(attributes, PathKeys)),
            (null, null) => [],
            _ => null,
        };
    }

    private static JsonObject? Under(string key, JsonObject? attributes) => attributes is null ? null : new JsonObject { [key] = attributes };

    private static JsonObject? Strings(JsonElement from, string[] keys)
    {
        if (from.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        var read = new JsonObject();
        foreach (var key in keys)
        {
            if (Member(from, key) is not { } value)
            {
                continue;
            }

            if (value.ValueKind != JsonValueKind.String)
            {
                return null;
            }

            read[key] = value.GetString();
        }

        return read;
    }

    private static JsonElement? Member(JsonElement of, string name) =>
        of.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;
}
