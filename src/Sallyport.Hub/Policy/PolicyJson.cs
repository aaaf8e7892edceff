using System.Text;
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
    public static T Read<T>(string json)
    {
        var text = Encoding.UTF8.GetBytes(json);
        var read = JsonSerializer.Deserialize<T>(text, Options) ?? throw new JsonException("null is not allowed here.");
        DemandNoNullInLists(text);
        return read;
    }

    /// <summary>The serializer holds members to their nullability, and not what is in a list.</summary>
    private static void DemandNoNullInLists(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        var before = JsonTokenType.None;
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.Null && before != JsonTokenType.PropertyName)
            {
                throw new JsonException("null is not allowed in a list.");
            }

            before = reader.TokenType;
        }
    }
}
