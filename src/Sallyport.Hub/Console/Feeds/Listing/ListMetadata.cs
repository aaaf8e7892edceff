using System.Text.Json;

namespace Sallyport.Hub.Console.Feeds.Listing;

/// <summary>A list's own metadata.</summary>
/// <param name="Version">The version to watch from.</param>
/// <param name="Continue">The token of the next page; empty after the last.</param>
/// <param name="Remaining">How many objects the server says are still to come.</param>
internal readonly record struct ListMetadata(string Version, string Continue, long Remaining)
{
    public static readonly ListMetadata None = new("", "", 0);

    public static ListMetadata Read(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        string version = "", next = "";
        long remaining = 0;
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("resourceVersion"u8))
            {
                version = JsonText.ReadValue(ref reader) ?? "";
            }
            else if (reader.ValueTextEquals("continue"u8))
            {
                next = JsonText.ReadValue(ref reader) ?? "";
            }
            else if (reader.ValueTextEquals("remainingItemCount"u8))
            {
                reader.Read();
                remaining = reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var count) ? count : 0;
            }
            else
            {
                reader.Skip();
            }
        }

        return new ListMetadata(version, next, remaining);
    }
}
