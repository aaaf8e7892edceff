using System.Buffers;

namespace Sallyport.Hub.Gateway;

/// <summary>
/// Headers about where a message ends, in a version of HTTP where they cannot say so (RFC 9112, 6.1; RFC 9113, 8.2.2), and
/// names that are none. None of them would go on; but whoever sends them hopes to be read in two ways.
/// </summary>
internal static class AskedFraming
{
    private static readonly SearchValues<char> Token =
        SearchValues.Create("!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    private static readonly string[] OfAConnection = ["Connection", "Keep-Alive", "Proxy-Connection", "Transfer-Encoding", "Upgrade"];

    public static Refusal? Check(Exchange exchange)
    {
        var headers = exchange.Headers;
        if (HttpProtocol.IsHttp2(exchange.Protocol) && Array.Exists(OfAConnection, headers.ContainsKey))
        {
            return Refusal.NotUnderstood("A header of HTTP/1.1 connections came over HTTP/2.");
        }

        if (!HttpProtocol.IsHttp2(exchange.Protocol) && !HttpProtocol.IsHttp11(exchange.Protocol) && headers.ContainsKey("Transfer-Encoding"))
        {
            return Refusal.NotUnderstood("Chunks need HTTP/1.1.");
        }

        foreach (var (name, _) in headers)
        {
            if (name.AsSpan().ContainsAnyExcept(Token))
            {
                return Refusal.NotUnderstood("A header's name has a character that no name has.");
            }
        }

        return null;
    }
}
