using System.Globalization;
using System.Text;
using System.Text.Json;
using Sallyport.Access.Redaction;
using Sallyport.Hub.Console.Feeds.Calls;

namespace Sallyport.Hub.Console.Objects;

/// <summary>One key of a Secret, as far as it may be seen.</summary>
/// <param name="Name">The key.</param>
/// <param name="Size">How long its value is, in bytes; null where it is not known.</param>
/// <param name="Hidden">Whether the value was taken out on its way here.</param>
/// <param name="Value">The value as text; what is no text is said to be none.</param>
internal sealed record SecretKey(string Name, long? Size, bool Hidden, string Value)
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static IReadOnlyList<SecretKey> Of(JsonElement secret) =>
        secret.At("data") is { ValueKind: JsonValueKind.Object } data ? [.. data.EnumerateObject().Where(pair => pair.Value.ValueKind == JsonValueKind.String).DistinctBy(pair => pair.Name).Select(pair => Read(pair, Sizes(secret)))] : [];

    private static SecretKey Read(JsonProperty pair, Dictionary<string, long> sizes)
    {
        var text = pair.Value.GetString() ?? "";
        if (text == Placeholder.Value)
        {
            return new SecretKey(pair.Name, sizes.TryGetValue(pair.Name, out var size) ? size : null, Hidden: true, "");
        }

        var bytes = pair.Value.TryGetBytesFromBase64(out var known) ? known : [];
        return new SecretKey(pair.Name, bytes.Length, Hidden: false, Text(bytes));
    }

    /// <summary>What the agent says of the sizes, a line for each key, such as <c>password: 12 bytes</c>; what is said otherwise is not known.</summary>
    private static Dictionary<string, long> Sizes(JsonElement secret)
    {
        var sizes = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var line in secret.At("metadata", "annotations").Text(Placeholder.SizesAnnotation).Split('\n'))
        {
            if (line.Split(": ") is [var key, var said] && said.EndsWith(" bytes", StringComparison.Ordinal)
                && long.TryParse(said[..^6], NumberStyles.None, CultureInfo.InvariantCulture, out var size))
            {
                sizes[key] = size;
            }
        }

        return sizes;
    }

    private static string Text(byte[] bytes)
    {
        try
        {
            return Strict.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return $"({bytes.Length} bytes that are no text)";
        }
    }
}
