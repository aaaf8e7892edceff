using System.Globalization;
using System.Text;

namespace Sallyport.Testing.RawHttp;

/// <summary>How an HTTP/2 stream ended.</summary>
/// <param name="Headers">The headers of the answer; empty when there was none.</param>
/// <param name="Body">What came of the body.</param>
/// <param name="Error">The code of the RST_STREAM or GOAWAY that ended it; null when it came to its end.</param>
/// <param name="ConnectionEnded">Whether the server gave up the connection with it.</param>
public sealed record RawHttp2Answer(IReadOnlyList<HeaderField> Headers, byte[] Body, int? Error, bool ConnectionEnded)
{
    /// <summary>The status, or 0 when no answer came.</summary>
    public int Status => Headers.FirstOrDefault(header => header.Name == ":status").Value is { } status
        ? int.Parse(status, CultureInfo.InvariantCulture)
        : 0;

    public string Text => Encoding.UTF8.GetString(Body);
}
