namespace Sallyport.Testing.RawHttp;

/// <summary>The headers that have a number in every HTTP/2 connection: RFC 7541, appendix A.</summary>
internal static class StaticTable
{
    private static readonly HeaderField[] Fields =
    [
        new(":authority", ""), new(":method", "GET"), new(":method", "POST"), new(":path", "/"), new(":path", "/index.html"),
        new(":scheme", "http"), new(":scheme", "https"), new(":status", "200"), new(":status", "204"), new(":status", "206"),
        new(":status", "304"), new(":status", "400"), new(":status", "404"), new(":status", "500"),
        new("accept-charset", ""), new("accept-encoding", "gzip, deflate"),
        .. new[]
        {
            "accept-language", "accept-ranges", "accept", "access-control-allow-origin", "age", "allow", "authorization",
            "cache-control", "content-disposition", "content-encoding", "content-language", "content-length", "content-location",
            "content-range", "content-type", "cookie", "date", "etag", "expect", "expires", "from", "host", "if-match",
            "if-modified-since", "if-none-match", "if-range", "if-unmodified-since", "last-modified", "link", "location",
            "max-forwards", "proxy-authenticate", "proxy-authorization", "range", "referer", "refresh", "retry-after", "server",
            "set-cookie", "strict-transport-security", "transfer-encoding", "user-agent", "vary", "via", "www-authenticate",
        }.Select(name => new HeaderField(name, "")),
    ];

    /// <summary>The header with a number, from 1.</summary>
    public static HeaderField At(int index) => index >= 1 && index <= Fields.Length
        ? Fields[index - 1]
        : throw new InvalidDataException($"There is no header {index} in the static table, and this client allows no dynamic one.");
}
