using System.Buffers.Text;
using System.Text;

namespace Sallyport.Hub.Api.Paging;

/// <summary>
/// Where a list goes on: after the key of the last item that was shown, so that what is added or removed meanwhile moves nothing else from one page
/// to another.
/// </summary>
internal static class Continuation
{
    private const int Longest = 2_000;
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static string After(string key) => Base64Url.EncodeToString(Strict.GetBytes(key));

    /// <returns>The key; null when the text is no continuation.</returns>
    public static string? Read(string text)
    {
        try
        {
            return text.Length <= Longest ? Strict.GetString(Base64Url.DecodeFromChars(text)) : null;
        }
        catch (Exception malformed) when (malformed is FormatException or ArgumentException)
        {
            return null;
        }
    }
}
