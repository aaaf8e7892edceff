using Sallyport.Access.Requests;
using Sallyport.Agent.Cluster;
using Sallyport.Tunnel.Protocol;
using Sallyport.Tunnel.Upgrades;

namespace Sallyport.Agent.Forwarding;

/// <summary>
/// Makes the HTTP/1.1 upgrade that the hub asks for, with the client's own method, and relays the bytes. The connection is
/// used for nothing else: whatever kube-apiserver answers but 101 is final.
/// </summary>
internal sealed partial class UpgradeForwarder(
    KubernetesTransport transport, SecondLook look, TimeProvider time, ILogger<UpgradeForwarder> logger)
{
    public async Task HandleAsync(HttpContext context)
    {
        var headers = context.Request.Headers;
        if (AgentUpgrade.TryRead(context) is not { } upgrade)
        {
            await RefuseAsync(context, Refusal.NotUnderstood("It is not an upgrade that Sallyport knows."));
            return;
        }

        var seen = look.At(
            upgrade.Request.Method, upgrade.Request.Target, headers[TunnelHeaders.User], headers[TunnelHeaders.Group]);
        if (!seen.Allowed)
        {
            await RefuseAsync(context, seen.Refusal);
            return;
        }

        var refused = ClientUpgrade.TryCheck(seen.Request, upgrade.Request.Protocol, upgrade.Request.Headers, out var handshake);
        if (handshake is null)
        {
            await RefuseAsync(context, Refusal.NotUnderstood(refused ?? "It is not an upgrade."));
            return;
        }

        UpstreamUpgrade upstream;
        try
        {
            upstream = await UpstreamUpgrade.ConnectAsync(transport.Upgrades, NewRequest(handshake, seen, headers), context.RequestAborted);
        }
        catch (Exception e) when (UpstreamFailure.Describes(e))
        {
            if (!context.RequestAborted.IsCancellationRequested)
            {
                LogFailed(logger, context.TraceIdentifier, e.Message);
                await RefuseAsync(context, UpstreamFailure.From(e));
            }

            return;
        }

        await using (upstream)
        {
            if (upstream.IsUpgraded)
            {
                await RelayAsync(context, upgrade, upstream, inputless: seen.ListedCommand && handshake.Protocol == ClientUpgrade.Spdy);
            }
            else
            {
                await AnswerAsync(context, upstream.Response);
            }
        }
    }

    private async Task RelayAsync(HttpContext context, AgentUpgrade upgrade, UpstreamUpgrade upstream, bool inputless)
    {
        var client = await upgrade.AcceptAsync(upstream.Response.Headers);
        await using (client)
        {
            var relay = new DuplexRelay(inputless ? new InputlessSpdyStream(client) : client, upstream.Stream) { Clock = time };
            var end = await relay.RunAsync(context.RequestAborted);
            LogEnded(
                logger, context.TraceIdentifier, relay.FirstToSecond, relay.SecondToFirst, end.Failure?.Message);
        }
    }

    private UpgradeRequest NewRequest(ClientUpgrade handshake, Look seen, IHeaderDictionary headers)
    {
        var lines = new List<KeyValuePair<string, string>>(handshake.Headers);
        if (headers.UserAgent is [{ } agent] && ForwardedHeaders.OnRequest("User-Agent", agent, out _) == HeaderFate.Forward)
        {
            lines.Add(new("User-Agent", agent));
        }

        if (transport.Token is { } token)
        {
            lines.Add(new("Authorization", $"Bearer {token}"));
        }

        lines.AddRange(IdentityHeaders.For(seen.User!, seen.Group!));
        return new UpgradeRequest
        {
            Method = seen.Request!.Method,
            Target = transport.OnTheWire(seen.Request.Target),
            Protocol = handshake.Protocol,
            Headers = lines,
        };
    }

    private async Task AnswerAsync(HttpContext context, UpstreamResponse response)
    {
        if (UpstreamAnswer.Check(response.Status) is { } refusal)
        {
            await RefuseAsync(context, refusal);
            return;
        }

        context.Response.StatusCode = response.Status;
        if (!HeaderPassage.Copy(response.Headers, context.Response.Headers))
        {
            context.Response.Clear();
            await RefuseAsync(context, Refusal.BadGateway("kube-apiserver's answer has a header that cannot be passed on."));
            return;
        }

        await context.Response.Body.WriteAsync(response.Body, context.RequestAborted);
    }

    private async Task RefuseAsync(HttpContext context, Refusal refusal)
    {
        LogRefused(logger, context.TraceIdentifier, refusal.Code, refusal.Message);
        await RefusalWriter.WriteAsync(context, refusal);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Upgrade {Id} was refused with {Code}: {Message}")]
    private static partial void LogRefused(ILogger logger, string? id, int code, string message);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Upgrade {Id} did not reach kube-apiserver: {Problem}")]
    private static partial void LogFailed(ILogger logger, string? id, string problem);

    [LoggerMessage(Level = LogLevel.Debug, Message = "Upgrade {Id} ended after {Up} bytes up and {Down} bytes down: {Problem}")]
    private static partial void LogEnded(ILogger logger, string? id, long up, long down, string? problem);
}
