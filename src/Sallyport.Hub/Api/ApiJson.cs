using System.Text.Json;
using System.Text.RegularExpressions;
using Sallyport.Hub.Policy;

namespace Sallyport.Hub.Api;

/// <summary>How the API writes and reads JSON: strict, so that a misspelt member is told and not ignored.</summary>
internal static partial class ApiJson
{
    public const int LargestBody = 64 * 1024;

    public static JsonSerializerOptions Options { get; } = new(PolicyJson.Options)
    {
        DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull,
    };

    public static async Task<T> ReadAsync<T>(HttpContext http, int largest = LargestBody)
    {
        if (!http.Request.HasJsonContentType())
        {
            throw new ApiProblemException(StatusCodes.Status415UnsupportedMediaType, "The body must be JSON, with Content-Type application/json.");
        }

        var body = await ReadBodyAsync(http, largest);
        try
        {
            return JsonSerializer.Deserialize<T>(body.Span, Options) ?? throw new JsonException("null is not allowed here.");
        }
        catch (JsonException malformed)
        {
            var place = malformed.LineNumber is { } line
                ? $" (line {line + 1}, byte {malformed.BytePositionInLine + 1}, at {malformed.Path})"
                : "";
            throw new ApiProblemException(StatusCodes.Status400BadRequest, $"The body cannot be read{place}: {Plain(malformed)}");
        }
        catch (ArgumentException)
        {
            // How the library ends where an object that is taken as it is has a member twice.
            throw new ApiProblemException(StatusCodes.Status400BadRequest, "The body cannot be read: a member stands there twice.");
        }
    }

    private static async Task<ReadOnlyMemory<byte>> ReadBodyAsync(HttpContext http, int largest)
    {
        var buffer = new byte[(http.Request.ContentLength is { } told ? (int)Math.Min(told, largest) : largest) + 1];
        var length = await http.Request.Body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, http.RequestAborted);
        return length > largest
            ? throw new ApiProblemException(StatusCodes.Status413PayloadTooLarge, $"The body is larger than {largest / 1024} KiB.")
            : buffer.AsMemory(0, length);
    }

    /// <summary>The serializer's sentence, without its own tail and without the names of types.</summary>
    public static string Plain(JsonException malformed)
    {
        var message = malformed.Message.Split(" Path: ", 2)[0].Split(" LineNumber: ", 2)[0];
        return TypeName().Replace(message, match => match.Value[(match.Value.LastIndexOfAny(['.', '+']) + 1)..]);
    }

    [GeneratedRegex(@"\bSallyport\.[A-Za-z.+]+\b")]
    private static partial Regex TypeName();
}
