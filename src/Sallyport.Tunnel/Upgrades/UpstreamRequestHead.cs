using System.Buffers;
using System.Text;

namespace Sallyport.Tunnel.Upgrades;

/// <summary>The head of an HTTP/1.1 upgrade request. Refuses whatever could end a line early.</summary>
internal static class UpstreamRequestHead
{
    private static readonly SearchValues<char> NameChars = SearchValues.Create(
        "!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    public static byte[] Write(Uri address, UpgradeRequest request)
    {
        if (request.Method is not ("GET" or "POST") || request.Protocol is not ("websocket" or "SPDY/3.1"))
        {
            throw new ArgumentException("An upgrade is a GET or POST to websocket or SPDY/3.1.", nameof(request));
        }

        if (request.Target is not ['/', ..] || request.Target.AsSpan().ContainsAnyExceptInRange('!', '~'))
        {
            throw new ArgumentException("The target is not one of visible ASCII.", nameof(request));
        }

        var head = new StringBuilder(512)
            .Append(request.Method).Append(' ').Append(request.Target).Append(" HTTP/1.1\r\n");
        Line(head, "Host", address.Authority);
        Line(head, "Connection", "Upgrade");
        Line(head, "Upgrade", request.Protocol);
        if (request.Method == "POST")
        {
            Line(head, "Content-Length", "0");
        }

        foreach (var (name, value) in request.Headers)
        {
            if (name.ToUpperInvariant() is "HOST" or "CONNECTION" or "UPGRADE" or "CONTENT-LENGTH" or "TRANSFER-ENCODING")
            {
                throw new ArgumentException($"{name} is written by the upgrade itself.", nameof(request));
            }

            Line(head, name, value);
        }

        return Encoding.ASCII.GetBytes(head.Append("\r\n").ToString());
    }

    private static void Line(StringBuilder head, string name, string value)
    {
        if (name.Length == 0 || name.AsSpan().ContainsAnyExcept(NameChars))
        {
            throw new ArgumentException("A header's name is not a token.");
        }

        if (value.AsSpan().ContainsAnyExceptInRange(' ', '~'))
        {
            // Values can be credentials: the message names the header alone.
            throw new ArgumentException($"The value of {name} is not of printable ASCII.");
        }

        head.Append(name).Append(": ").Append(value).Append("\r\n");
    }
}
