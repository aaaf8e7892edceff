using System.Net.WebSockets;
using System.Text;
using Sallyport.Demo.Http;
using Sallyport.Demo.Logs;
using Sallyport.Demo.Rbac;
using Sallyport.Demo.Resources;
using Sallyport.Demo.Shell;

namespace Sallyport.Demo.Streams;

/// <summary>pods/attach: what the container writes from now on. Its input goes nowhere, since nothing runs there.</summary>
internal sealed class AttachEndpoint(LogSource logs, Authorizer authorizer, TimeProvider time)
{
    public async Task HandleAsync(ResourceRequest request)
    {
        authorizer.Demand(request.Who, AccessAttributes.Of(request.Info) with { Verb = "create" });
        string? container = request.Target["container"];
        ContainerLog log = logs.Open(request.Namespace, request.Info.Name, container, previous: false);
        (WebSocket socket, bool knowsClose) = await UpgradeRules.AcceptAsync(request.Http, "attach").ConfigureAwait(false);
        using ChannelSocket channels = new(socket, knowsClose);
        using CancellationTokenSource gone = CancellationTokenSource.CreateLinkedTokenSource(request.Aborted);
        Task receiving = IgnoreInputAsync(channels, gone);
        Stream output = channels.Writer(ChannelSocket.Output);
        output = request.Target.Flag("tty") ? new TerminalOutput(output) : output;
        try
        {
            for (long next = log.Count(time.GetUtcNow()); !log.HasEnded; next++)
            {
                TimeSpan wait = log.Due(next) - time.GetUtcNow();
                await Task.Delay(wait > TimeSpan.Zero ? wait : TimeSpan.Zero, time, gone.Token).ConfigureAwait(false);
                log = logs.Open(request.Namespace, request.Info.Name, container, previous: false);
                await output.WriteAsync(Encoding.UTF8.GetBytes(log[next].Render(false)), gone.Token).ConfigureAwait(false);
            }

            await channels.EndAsync(CommandStatus.Of(0), gone.Token).ConfigureAwait(false);
        }
        catch (ApiException)
        {
            await channels.EndAsync(CommandStatus.Of(137), gone.Token).ConfigureAwait(false);
        }
        catch (Exception problem) when (problem is OperationCanceledException or WebSocketException or IOException)
        {
            // The client has gone.
        }

        await gone.CancelAsync().ConfigureAwait(false);
        await receiving.ConfigureAwait(false);
    }

    private static async Task IgnoreInputAsync(ChannelSocket channels, CancellationTokenSource gone)
    {
        try
        {
            await channels.ReceiveAsync(_ => ValueTask.CompletedTask, () => { }, gone.Token).ConfigureAwait(false);
        }
        catch (Exception problem) when (problem is OperationCanceledException or WebSocketException or IOException)
        {
            // The client has gone.
        }

        await gone.CancelAsync().ConfigureAwait(false);
    }
}
