using System.Text.Json;
using System.Text.Json.Serialization;

namespace Sallyport.Hub.Policy;

/// <summary>How the parts of a policy that are only ever read whole are kept in their columns.</summary>
internal static class PolicyJson
{
    /// <summary>An unknown member is a fault and not ignored: it could be the one that narrows.</summary>
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerOptions.Strict)
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false) },
    };

    public static string Write<T>(T value) => JsonSerializer.Serialize(value, Options);

    /// <exception cref="JsonException">The column does not hold what it should.</exception>
    public static T Read<T>(string json) =>
        JsonSerializer.Deserialize<T>(json, Options) ?? throw new JsonException("null is not allowed here.");
}
