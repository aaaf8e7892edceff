using Microsoft.AspNetCore.Http;
using Sallyport.Tunnel.Protocol;

namespace Sallyport.Hub.Tests.Protocol;

/// <summary>How kubectl asks for a shell over WebSocket, and how an agent says yes.</summary>
internal static class Shells
{
    public const string Exec = "GET /api/v1/namespaces/shop/pods/p/exec?command=sh&stdin=true&stdout=true";

    public static IReadOnlyList<string> Handshake { get; } =
    [
        "Connection: Upgrade", "Upgrade: websocket", "Sec-WebSocket-Version: 13",
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==", "Sec-WebSocket-Protocol: v5.channel.k8s.io",
    ];

    public static void Accept(HttpContext context)
    {
        context.Response.Headers[TunnelHeaders.Upgraded] = "1";
        context.Response.Headers["Sec-WebSocket-Accept"] = "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=";
        context.Response.Headers["Sec-WebSocket-Protocol"] = "v5.channel.k8s.io";
    }
}
