using System.Net;
using System.Net.WebSockets;
using System.Security.Cryptography;

namespace Sallyport.Hub.Gateway.InProcess;

/// <summary>A conversation with a container that the console began: exec, attach or port-forward by WebSocket.</summary>
internal static class ConsoleUpgrade
{
    /// <summary>In the order of preference: v5 can end the input, v4 is what clusters before 1.30 speak.</summary>
    private static readonly string[] Protocols = ["v5.channel.k8s.io", "v4.channel.k8s.io"];

    /// <summary>In bytes (RFC 6455, 4.1).</summary>
    private const int KeyLength = 16;

    /// <summary>Opens the WebSocket.</summary>
    /// <param name="cluster">The client of the cluster, from <see cref="ConsoleEntrance.Open"/>.</param>
    /// <param name="target">The sub-resource with its query.</param>
    /// <param name="cancellationToken">Gives the attempt up.</param>
    /// <returns>The WebSocket, or the answer that came instead of it.</returns>
    public static async Task<(WebSocket? Opened, HttpResponseMessage? Instead)> OpenAsync(
        HttpClient cluster, string target, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, target);
        request.Headers.Add("Connection", "Upgrade");
        request.Headers.Add("Upgrade", "websocket");
        request.Headers.Add("Sec-WebSocket-Version", "13");
        request.Headers.Add("Sec-WebSocket-Key", Convert.ToBase64String(RandomNumberGenerator.GetBytes(KeyLength)));
        request.Headers.Add("Sec-WebSocket-Protocol", string.Join(", ", Protocols));
        var answer = await cluster.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        if (answer.StatusCode != HttpStatusCode.SwitchingProtocols)
        {
            return (null, answer);
        }

        var spoken = answer.Headers.TryGetValues("Sec-WebSocket-Protocol", out var named) ? named.Single() : "";
        if (!Protocols.Contains(spoken))
        {
            answer.Dispose();
            throw new HttpRequestException("The cluster speaks no protocol for shells that the console understands.");
        }

        var stream = await answer.Content.ReadAsStreamAsync(cancellationToken);
        return (WebSocket.CreateFromStream(stream, new WebSocketCreationOptions { SubProtocol = spoken }), null);
    }
}
