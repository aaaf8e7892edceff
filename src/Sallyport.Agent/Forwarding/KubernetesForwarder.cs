using System.IO.Pipelines;
using System.Net;
using Microsoft.AspNetCore.Http.Features;
using Sallyport.Access.Redaction;
using Sallyport.Access.Requests;
using Sallyport.Agent.Cluster;
using Sallyport.Tunnel.Protocol;
using Sallyport.Tunnel.Upgrades;

namespace Sallyport.Agent.Forwarding;

/// <summary>
/// Carries one request of the hub to kube-apiserver and the answer back, both as they flow. It adds the identity that the
/// second look let through, and passes on nothing that is not on a list.
/// </summary>
internal sealed partial class KubernetesForwarder(
    KubernetesTransport transport, SecondLook look, UpgradeForwarder upgrades, ILogger<KubernetesForwarder> logger)
{
    public Task HandleAsync(HttpContext context) =>
        AgentUpgrade.IsUpgrade(context) ? upgrades.HandleAsync(context) : ForwardAsync(context);

    private async Task ForwardAsync(HttpContext context)
    {
        var headers = context.Request.Headers;
        var target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        var seen = look.At(context.Request.Method, target, headers[TunnelHeaders.User], headers[TunnelHeaders.Group]);
        if (!seen.Allowed)
        {
            await RefuseAsync(context, seen.Refusal);
            return;
        }

        HttpResponseMessage response;
        try
        {
            using var request = NewRequest(context, seen);
            if (HeaderPassage.Copy(headers, request) is { } refusal)
            {
                await RefuseAsync(context, Refusal.NotUnderstood(refusal));
                return;
            }

            if (seen.KeysOnly)
            {
                RedactedAnswer.Ask(request);
            }
            else if (ScreenedAnswer.IsNeeded(seen))
            {
                ScreenedAnswer.Ask(request);
            }

            IdentityHeaders.Write(request, seen.User, seen.Group);
            response = await transport.Requests.SendAsync(request, context.RequestAborted);
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

        using (response)
        {
            await AnswerAsync(context, response, seen);
        }
    }

    private HttpRequestMessage NewRequest(HttpContext context, Look seen)
    {
        var request = transport.NewRequest(new HttpMethod(seen.Request!.Method), seen.Request.Target);
        if (seen.Request.Subresource == "proxy")
        {
            // Somebody's pod answers: headers that end an HTTP/2 connection must not take everyone's streams along.
            request.Version = HttpVersion.Version11;
        }

        if (context.Features.Get<IHttpRequestBodyDetectionFeature>() is { CanHaveBody: true })
        {
            request.Content = new StreamedBody(context.Request);
        }

        return request;
    }

    private async Task AnswerAsync(HttpContext context, HttpResponseMessage response, Look seen)
    {
        var status = (int)response.StatusCode;
        var screened = !seen.KeysOnly && ScreenedAnswer.IsNeeded(seen);
        if ((UpstreamAnswer.Check(status)
            ?? (seen.KeysOnly ? RedactedAnswer.Check(response) : screened ? ScreenedAnswer.Check(response) : null)) is { } refusal)
        {
            await RefuseAsync(context, refusal);
            return;
        }

        if (!HeaderPassage.Copy(Lines(response), context.Response.Headers))
        {
            context.Response.Clear();
            await RefuseAsync(context, Refusal.BadGateway("kube-apiserver's answer has a header that cannot be passed on."));
            return;
        }

        context.Response.StatusCode = status;
        try
        {
            await using var body = await response.Content.ReadAsStreamAsync(context.RequestAborted);
            var live = AnswerPace.IsLive(seen.Request!);
            IAnswerFilter? filter = seen.KeysOnly ? RedactedAnswer.Begin(context.Response, seen.Request!)
                : screened ? ScreenedAnswer.Begin(response, seen.Request!)
                : null;
            if (filter is not null)
            {
                await FilteredCopy.RunAsync(body, context.Response, filter, live, context.RequestAborted);
                return;
            }

            context.Response.ContentLength = response.Content.Headers.ContentLength;
            await CopyAsync(body, context.Response.BodyWriter, live, context.RequestAborted);
        }
        catch (RedactionException e) when (!context.Response.HasStarted)
        {
            context.Response.Clear();
            await RefuseAsync(context, Refusal.BadGateway($"The answer may hold the values of Secrets, so none of it leaves the cluster. {e.Message}"));
        }
        catch (Exception e) when (UpstreamFailure.Describes(e) || e is RedactionException)
        {
            // The answer has begun: only a reset tells the hub that it is not whole.
            LogCut(logger, context.TraceIdentifier, e.Message);
            context.Abort();
        }
    }

    private static async Task CopyAsync(Stream from, PipeWriter to, bool live, CancellationToken cancellationToken)
    {
        if (live)
        {
            // Headers go at once: a watch has no first byte until something happens.
            await to.FlushAsync(cancellationToken);
        }

        var unsent = 0;
        while (await from.ReadAsync(to.GetMemory(AnswerPace.ReadSize), cancellationToken) is var read and > 0)
        {
            to.Advance(read);
            unsent += read;
            if (live || unsent >= AnswerPace.Portion)
            {
                await to.FlushAsync(cancellationToken);
                unsent = 0;
            }
        }
    }

    private static IEnumerable<KeyValuePair<string, string>> Lines(HttpResponseMessage response) =>
        response.Headers.NonValidated.Concat(response.Content.Headers.NonValidated)
            .SelectMany(h => h.Value.Select(v => KeyValuePair.Create(h.Key, v)));

    private async Task RefuseAsync(HttpContext context, Refusal refusal)
    {
        LogRefused(logger, context.TraceIdentifier, refusal.Code, refusal.Message);
        await RefusalWriter.WriteAsync(context, refusal);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Request {Id} was refused with {Code}: {Message}")]
    private static partial void LogRefused(ILogger logger, string? id, int code, string message);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Request {Id} did not reach kube-apiserver: {Problem}")]
    private static partial void LogFailed(ILogger logger, string? id, string problem);

    [LoggerMessage(Level = LogLevel.Debug, Message = "Request {Id} was cut: {Problem}")]
    private static partial void LogCut(ILogger logger, string? id, string problem);
}
