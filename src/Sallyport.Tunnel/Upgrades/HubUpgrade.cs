using System.Net;
using Sallyport.Tunnel.Protocol;

namespace Sallyport.Tunnel.Upgrades;

/// <summary>The hub's end of an upgrade: a request and an answer that stay open, down an agent's tunnel.</summary>
/// <remarks>
/// Not an extended CONNECT: SocketsHttpHandler cannot end the sending direction of one alone, and a half-close must
/// arrive. A POST with a body of its own does both directions as gRPC does them.
/// </remarks>
public sealed class HubUpgrade : IAsyncDisposable
{
    private readonly HttpRequestMessage _request;
    private readonly UpgradeContent _content;
    private readonly TunnelUpgradeStream? _stream;

    private HubUpgrade(HttpRequestMessage request, UpgradeContent content, HttpResponseMessage response)
    {
        _request = request;
        _content = content;
        Response = response;
        IsUpgraded = response.StatusCode == HttpStatusCode.OK && response.Headers.NonValidated.Contains(TunnelHeaders.Upgraded);
        // The body of an HTTP/2 answer is there to be read as soon as its head is: this never waits.
        _stream = IsUpgraded ? new TunnelUpgradeStream(content, response.Content.ReadAsStream()) : null;
    }

    /// <summary>The agent's answer: handshake headers when upgraded, else kube-apiserver's or the agent's final answer.</summary>
    public HttpResponseMessage Response { get; }

    /// <summary>Whether raw bytes follow.</summary>
    public bool IsUpgraded { get; }

    /// <summary>The raw bytes, after an upgrade alone.</summary>
    public DuplexStream Stream => _stream ?? throw new InvalidOperationException("The upgrade was refused.");

    /// <summary>Asks the agent for an upgrade.</summary>
    /// <param name="invoker">The agent's invoker.</param>
    /// <param name="upgrade">What to ask; its headers are the identity headers and the handshake's.</param>
    /// <param name="cancellationToken">Ends the wait for the answer; afterwards the stream ends by disposal.</param>
    /// <exception cref="HttpRequestException">The tunnel or the stream broke before an answer came.</exception>
    public static async Task<HubUpgrade> OpenAsync(
        HttpMessageInvoker invoker, UpgradeRequest upgrade, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(invoker);
        ArgumentNullException.ThrowIfNull(upgrade);
        var content = new UpgradeContent();
        var request = new HttpRequestMessage(HttpMethod.Post, TunnelUri.Upgrade(upgrade.Target))
        {
            Content = content,
        };
        request.Headers.TryAddWithoutValidation(TunnelHeaders.Method, upgrade.Method);
        request.Headers.TryAddWithoutValidation(TunnelHeaders.UpgradeTo, upgrade.Protocol);
        foreach (var (name, value) in upgrade.Headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        try
        {
            var response = await invoker.SendAsync(request, cancellationToken).ConfigureAwait(false);
            var opened = new HubUpgrade(request, content, response);
            if (!opened.IsUpgraded)
            {
                content.Complete();
            }

            return opened;
        }
        catch
        {
            content.Abort();
            request.Dispose();
            throw;
        }
    }

    /// <summary>Ends what is still open.</summary>
    public ValueTask DisposeAsync()
    {
        _content.Abort();
        Response.Dispose();
        _request.Dispose();
        return ValueTask.CompletedTask;
    }
}
