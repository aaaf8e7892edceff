using System.Text.Json;

namespace Sallyport.Hub.Console.Feeds.Listing;

/// <summary>Small steps over JSON that is whole in memory.</summary>
internal static class JsonText
{
    /// <summary>Moves to the value and reads it as text; null where it is no text, which is passed over.</summary>
    public static string? ReadValue(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.String)
        {
            return reader.GetString();
        }

        reader.Skip();
        return null;
    }

    /// <summary>Moves to the value, passes over it, and answers its bytes.</summary>
    public static ReadOnlySpan<byte> Slice(scoped ref Utf8JsonReader reader, ReadOnlySpan<byte> json)
    {
        reader.Read();
        var start = (int)reader.TokenStartIndex;
        reader.Skip();
        return json[start..(int)reader.BytesConsumed];
    }
}
