using System.Net.WebSockets;
using Microsoft.AspNetCore.Http;
using Sallyport.Demo.Http;

namespace Sallyport.Demo.Streams;

/// <summary>Which upgrades this cluster can do, and what it says of those it cannot.</summary>
internal static class UpgradeRules
{
    private static readonly string[] Commands = ["v5.channel.k8s.io", "v4.channel.k8s.io"];

    /// <summary>Accepts a remote command's WebSocket; the flag says whether the client can close single channels.</summary>
    public static async Task<(WebSocket Socket, bool KnowsClose)> AcceptAsync(HttpContext context, string what)
    {
        string upgrade = context.Request.Headers.Upgrade.ToString();
        if (upgrade.StartsWith("SPDY/", StringComparison.OrdinalIgnoreCase))
        {
            throw ApiException.BadRequest($"this is a Sallyport demo cluster, which offers {what} over WebSocket only: " +
                "use kubectl 1.31 or later");
        }

        if (!context.WebSockets.IsWebSocketRequest)
        {
            throw ApiException.BadRequest("Upgrade request required");
        }

        string? protocol = Commands.FirstOrDefault(context.WebSockets.WebSocketRequestedProtocols.Contains)
            ?? throw ApiException.BadRequest("unable to upgrade: unsupported subprotocol; this cluster knows " +
                string.Join(" and ", Commands));
        WebSocket socket = await context.WebSockets.AcceptWebSocketAsync(protocol).ConfigureAwait(false);
        return (socket, protocol == Commands[0]);
    }
}
