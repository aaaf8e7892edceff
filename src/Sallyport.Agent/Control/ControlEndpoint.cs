using System.Text.Json;
using Sallyport.Access.Enforcement;
using Sallyport.Agent.Cluster;
using Sallyport.Agent.Forwarding;
using Sallyport.Agent.Reconciling;
using Sallyport.Tunnel.Protocol;

namespace Sallyport.Agent.Control;

/// <summary>What the hub asks of the agent itself.</summary>
internal sealed partial class ControlEndpoint(
    FactsCollector facts, NamespaceStream namespaces, Reconciler reconciler, Drain drain, ILogger<ControlEndpoint> logger)
{
    private const int LargestWantedSet = 16 * 1024 * 1024;

    public async Task HandleAsync(HttpContext context)
    {
        try
        {
            await ((context.Request.Method, context.Request.Path.Value) switch
            {
                ("GET", TunnelProtocol.FactsPath) => FactsAsync(context),
                ("GET", TunnelProtocol.NamespacesPath) => NamespacesAsync(context),
                ("PUT", TunnelProtocol.WantedPath) => WantedAsync(context),
                _ => NotThere(context),
            });
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested || drain.Drained.IsCancellationRequested)
        {
            // The hub went away or asks anew, or the agent stops.
        }
        catch (Exception e) when (e is KubernetesApiException or KubernetesUnavailableException && !context.Response.HasStarted)
        {
            LogFailed(logger, context.Request.Path, e.Message);
            await RefusalWriter.WriteAsync(context, Refusal.BadGateway(e.Message));
        }
    }

    private async Task FactsAsync(HttpContext context)
    {
        var answer = await facts.CollectAsync(context.RequestAborted);
        await context.Response.WriteAsJsonAsync(answer, TunnelJson.Default.AgentFacts, cancellationToken: context.RequestAborted);
    }

    private async Task NamespacesAsync(HttpContext context)
    {
        context.Response.ContentType = "application/json";
        await context.Response.BodyWriter.FlushAsync(context.RequestAborted);
        // This stream's end is the agent's leave: the hub asks it nothing more.
        using var over = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, drain.Drained);
        await namespaces.WriteAsync(context.Response.Body, over.Token);
    }

    private async Task WantedAsync(HttpContext context)
    {
        WantedSet? wanted = null;
        string? problem;
        try
        {
            await using var body = new LimitedStream(context.Request.Body, LargestWantedSet);
            wanted = await JsonSerializer.DeserializeAsync(body, WantedSetJson.Default.WantedSet, context.RequestAborted);
            problem = WantedSetCheck.ProblemOf(wanted);
        }
        catch (Exception e) when (e is JsonException or InvalidDataException)
        {
            problem = e.Message;
        }

        if (wanted is null || problem is not null)
        {
            // What was wanted before goes on being kept.
            LogNotUnderstood(logger, problem ?? "");
            await RefusalWriter.WriteAsync(context, Refusal.NotUnderstood("The wanted set is not one."));
            return;
        }

        var ack = await reconciler.TakeAsync(wanted, context.RequestAborted);
        await context.Response.WriteAsJsonAsync(ack, TunnelJson.Default.WantedAck, cancellationToken: context.RequestAborted);
    }

    private static Task NotThere(HttpContext context) =>
        RefusalWriter.WriteAsync(context, new Refusal(StatusCodes.Status404NotFound, "NotFound", "The agent has no such path."));

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Path} failed: {Problem}")]
    private static partial void LogFailed(ILogger logger, string path, string problem);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The hub sent a wanted set that is not understood: {Problem}")]
    private static partial void LogNotUnderstood(ILogger logger, string problem);
}
