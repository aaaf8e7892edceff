using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Sallyport.Tunnel.Protocol;

namespace Sallyport.Tunnel.Upgrades;

/// <summary>The agent's end of an upgrade: what the hub asks, and the way to accept it.</summary>
public sealed class AgentUpgrade
{
    private static readonly string[] HandshakeNames =
        ["sec-websocket-key", "sec-websocket-version", "sec-websocket-protocol", "x-stream-protocol-version"];

    private static readonly string[] AcceptedNames =
        ["sec-websocket-accept", "sec-websocket-protocol", "x-stream-protocol-version"];

    private readonly HttpContext _context;

    private AgentUpgrade(HttpContext context, string method, string protocol)
    {
        _context = context;
        Request = new UpgradeRequest
        {
            Method = method,
            Protocol = protocol,
            Target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget,
            Headers = Handshake(context.Request.Headers),
        };
    }

    /// <summary>What the hub asks; its headers are those of the handshake alone, repeated ones as separate lines.</summary>
    public UpgradeRequest Request { get; }

    /// <summary>Whether a request is meant as an upgrade, well formed or not: it must never be taken for any other.</summary>
    public static bool IsUpgrade(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return context.Request.Host.Value == TunnelProtocol.UpgradeAuthority;
    }

    /// <summary>Reads an upgrade; null when the request is none that Sallyport knows, to be answered with 400.</summary>
    public static AgentUpgrade? TryRead(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var headers = context.Request.Headers;
        return IsUpgrade(context)
            && HttpMethods.IsPost(context.Request.Method)
            && headers[TunnelHeaders.Method] is [("GET" or "POST") and var method]
            && headers[TunnelHeaders.UpgradeTo] is [("websocket" or "SPDY/3.1") and var protocol]
                ? new AgentUpgrade(context, method, protocol)
                : null;
    }

    /// <summary>Answers that kube-apiserver switched protocols.</summary>
    /// <param name="upstreamHeaders">kube-apiserver's answer; the handshake's headers among them are passed on.</param>
    public async Task<DuplexStream> AcceptAsync(IEnumerable<KeyValuePair<string, string>> upstreamHeaders)
    {
        ArgumentNullException.ThrowIfNull(upstreamHeaders);
        var response = _context.Response;
        response.StatusCode = StatusCodes.Status200OK;
        response.Headers[TunnelHeaders.Upgraded] = "1";
        foreach (var (name, value) in upstreamHeaders)
        {
            if (AcceptedNames.Contains(name, StringComparer.OrdinalIgnoreCase))
            {
                response.Headers.Append(name, value);
            }
        }

        await response.StartAsync(_context.RequestAborted).ConfigureAwait(false);
        await response.Body.FlushAsync(_context.RequestAborted).ConfigureAwait(false);
        return new AcceptedUpgradeStream(_context);
    }

    private static List<KeyValuePair<string, string>> Handshake(IHeaderDictionary headers)
    {
        // HttpClient joins repeated values with commas. kube-apiserver reads one SPDY version a line in old releases,
        // and only the first line of WebSocket subprotocols: so the former are taken apart, the latter put together.
        var lines = new List<KeyValuePair<string, string>>();
        foreach (var name in HandshakeNames)
        {
            var joined = headers[name].ToString();
            if (name == "x-stream-protocol-version")
            {
                foreach (var version in joined.Split(
                    ',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
                {
                    lines.Add(new(name, version));
                }
            }
            else if (joined.Length > 0)
            {
                lines.Add(new(name, joined));
            }
        }

        return lines;
    }
}
