using Sallyport.Access.Enforcement;
using Sallyport.Access.Requests;
using Sallyport.Hub.Fleet;
using Sallyport.Tunnel.Protocol;

namespace Sallyport.Hub.Gateway;

/// <summary>Sends an ordinary request down the tunnel and streams the answer back.</summary>
internal static class Forward
{
    /// <summary>As much as kube-apiserver itself takes. What goes through a proxy sub-resource is not its concern.</summary>
    private const long LongestBody = 3 * 1024 * 1024;

    public static async Task<Refusal?> SendAsync(
        Exchange exchange, Verdict verdict, AgentSession session, Lease lease, CancellationToken over)
    {
        var request = exchange.Request!;
        var bound = request.Subresource == "proxy" ? long.MaxValue : LongestBody;
        if (exchange.Headers.ContentLength > bound)
        {
            return TooLarge();
        }

        using var message = AgentRequest.Make(new HttpMethod(request.Method), request.Target, exchange, verdict.Decision.Group);
        using var body = exchange.HasBody ? new ClientBody(exchange, bound) : null;
        message.Content = body;
        AskedHeaders.Copy(exchange, message);
        try
        {
            using var response = await session.Invoker.SendAsync(message, over);
            if (verdict.Decision.Variant == GroupVariant.KeysOnly && !IsRedacted(response))
            {
                return Refusal.BadGateway("The agent's answer about Secrets is not marked as redacted, so it is not passed on.");
            }

            return await AnswerAsync(exchange, response, lease, over);
        }
        catch (HttpRequestException) when (body is { TooLong: true })
        {
            return TooLarge();
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException && body?.Malformed is not null)
        {
            return new Refusal(body.Malformed.Value, "BadRequest", "The request's body is malformed, was cut short, or did not come in time.");
        }
    }

    /// <summary>Passes on what the cluster, or the agent itself, answered.</summary>
    public static async Task<Refusal?> AnswerAsync(Exchange exchange, HttpResponseMessage response, Lease lease, CancellationToken over)
    {
        var status = (int)response.StatusCode;
        if (status is < 200 or (>= 300 and < 400 and not StatusCodes.Status304NotModified))
        {
            return Refusal.BadGateway("The cluster answered with a redirect, which is never followed.");
        }

        if (!AnsweredHeaders.TryCopy(response, exchange.AnswerHeaders))
        {
            return Refusal.BadGateway("The cluster's answer has a header that cannot be passed on.");
        }

        exchange.Tally.Status = status;
        exchange.SetStatus(status);
        AnswerMarks.Set(exchange.AnswerHeaders);
        if (HttpMethods.IsHead(exchange.Method))
        {
            return null;
        }

        await using var from = await response.Content.ReadAsStreamAsync(over);
        await AnswerCopy.RunAsync(exchange, from, FramingOf(exchange.Request!, response), lease, over);
        return null;
    }

    /// <summary>Whether the agent says that it took the values out, or that it answered itself.</summary>
    private static bool IsRedacted(HttpResponseMessage response) =>
        response.Headers.Contains(TunnelHeaders.Redacted) || response.Headers.Contains(TunnelHeaders.AgentRefusal);

    private static Framing? FramingOf(KubernetesRequest request, HttpResponseMessage response) =>
        request.Verb != "watch" || !response.IsSuccessStatusCode ? null : response.Content.Headers.ContentType?.MediaType switch
        {
            "application/json" => new JsonLineFraming(),
            "application/vnd.kubernetes.protobuf" => new LengthPrefixedFraming(),
            _ => null,
        };

    private static Refusal TooLarge() => Refusal.TooLarge("The request's body is longer than 3 MiB, the most that Kubernetes takes.");
}
