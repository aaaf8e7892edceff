using Sallyport.Access.Requests;
using Sallyport.Hub.Fleet;
using Sallyport.Tunnel.Upgrades;

namespace Sallyport.Hub.Gateway;

/// <summary>exec, attach and port-forward: opens the upgrade down the tunnel, then relays bytes both ways until an end.</summary>
internal sealed class UpgradeRoad(TimeProvider time)
{
    private static readonly HashSet<string> Handshake =
        new(["Sec-WebSocket-Accept", "Sec-WebSocket-Protocol", "X-Stream-Protocol-Version"], StringComparer.OrdinalIgnoreCase);

    public async Task<Refusal?> SendAsync(
        Exchange exchange, Verdict verdict, AgentSession session, Lease lease, CancellationToken over)
    {
        var asked = exchange.Upgrade!;
        await using var opened = await HubUpgrade.OpenAsync(session.Invoker, Ask(exchange, verdict), over);
        if (!opened.IsUpgraded)
        {
            // Whatever the cluster says instead is final: no byte of this connection is read as another request.
            return await AnswerAsync(exchange, opened.Response, lease, over);
        }

        var subprotocol = Handshaken(opened.Response, exchange.AnswerHeaders);
        exchange.Tally.UpgradeProtocol = subprotocol.Length > 0 ? $"{asked.Protocol} {subprotocol}" : asked.Protocol;
        exchange.Tally.Status = StatusCodes.Status101SwitchingProtocols;
        exchange.AnswerHeaders.Upgrade = asked.Protocol;
        await RelayAsync(exchange, opened.Stream, FramingOf(exchange.Request!, asked.Protocol, subprotocol), verdict, lease, over);
        return null;
    }

    private static UpgradeRequest Ask(Exchange exchange, Verdict verdict) => new()
    {
        Method = exchange.Request!.Method,
        Target = exchange.Request.Target,
        Protocol = exchange.Upgrade!.Protocol,
        Headers = [.. AgentRequest.Identity(exchange, verdict.Decision.Group), .. ClientsName(exchange), .. exchange.Upgrade.Headers],
    };

    /// <summary>The one header of an ordinary request that a shell has a use for: the cluster's audit keeps it.</summary>
    private static IEnumerable<KeyValuePair<string, string>> ClientsName(Exchange exchange) =>
        exchange.Headers.UserAgent is [{ Length: > 0 } agent] ? [new("User-Agent", agent)] : [];

    private async Task RelayAsync(
        Exchange exchange, DuplexStream agent, Framing? framing, Verdict verdict, Lease lease, CancellationToken over)
    {
        await using var client = new CuttableStream(await exchange.UpgradeAsync(), framing, exchange.Tally);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(exchange.Aborted);
        DuplexStream asking = verdict.ListedCommand && exchange.Upgrade!.Protocol == ClientUpgrade.Spdy ? new InputlessSpdyStream(client) : client;
        var relay = new DuplexRelay(asking, agent) { Clock = time }.RunAsync(stop.Token);
        var cut = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = over.Register(() => cut.TrySetResult());
        await Task.WhenAny(relay, cut.Task);
        if (lease.Refusal is { } refusal && !relay.IsCompleted)
        {
            exchange.Tally.Cut = refusal.Message;
            var said = await client.SayGoodbyeAsync(refusal);
            await stop.CancelAsync();
            if (!said)
            {
                client.Abort();
            }
        }

        var end = await relay;
        if (end.Failure is not null && exchange.Tally.Cut is null)
        {
            exchange.Tally.Cut = "One side broke off.";
        }
    }

    private static async Task<Refusal?> AnswerAsync(Exchange exchange, HttpResponseMessage response, Lease lease, CancellationToken over)
    {
        exchange.AnswerHeaders.Connection = "close";
        return await Forward.AnswerAsync(exchange, response, lease, over);
    }

    private static string Handshaken(HttpResponseMessage response, IHeaderDictionary to)
    {
        var subprotocol = "";
        foreach (var (name, values) in response.Headers.NonValidated)
        {
            if (Handshake.Contains(name))
            {
                to[name] = values.ToString();
                subprotocol = name.Equals("Sec-WebSocket-Accept", StringComparison.OrdinalIgnoreCase) ? subprotocol : values.ToString();
            }
        }

        return subprotocol;
    }

    /// <summary>A shell has an error channel that can say why it ends; a forwarded port has none.</summary>
    private static Framing? FramingOf(KubernetesRequest request, string protocol, string subprotocol) =>
        request.Subresource == "portforward" ? null : (protocol, subprotocol) switch
        {
            (ClientUpgrade.Spdy, _) => new SpdyShellFraming(),
            (_, "v5.channel.k8s.io" or "v4.channel.k8s.io") => new WebSocketShellFraming(base64: false),
            (_, "v4.base64.channel.k8s.io") => new WebSocketShellFraming(base64: true),
            _ => null,
        };
}
