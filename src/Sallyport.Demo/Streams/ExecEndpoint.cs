using System.Net.WebSockets;
using System.Text.Json.Nodes;
using Sallyport.Demo.Http;
using Sallyport.Demo.Logs;
using Sallyport.Demo.Rbac;
using Sallyport.Demo.Resources;
using Sallyport.Demo.Shell;
using Sallyport.Demo.Store;

namespace Sallyport.Demo.Streams;

/// <summary>pods/exec: the built-in shell over a WebSocket.</summary>
internal sealed class ExecEndpoint(ObjectStore store, Authorizer authorizer, Worlds worlds, TimeProvider time)
{
    public async Task HandleAsync(ResourceRequest request)
    {
        // A WebSocket begins with GET; who may only read must not get a shell by it.
        authorizer.Demand(request.Who, AccessAttributes.Of(request.Info) with { Verb = "create" });
        RequestTarget target = request.Target;
        JsonObject pod = store.Find("pods", request.Namespace, request.Info.Name)?.Read()
            ?? throw ApiException.NotFound("pods", request.Info.Name);
        string[] command = [.. target.All("command")];
        if (command.Length == 0)
        {
            throw ApiException.BadRequest("you must specify at least one command for the container");
        }

        if (!target.Flag("stdin") && !target.Flag("stdout") && !target.Flag("stderr"))
        {
            throw ApiException.BadRequest("you must specify at least 1 of stdin, stdout, stderr");
        }

        string name = LogSource.ContainerOf(pod, target["container"]);
        JsonObject container = RunningContainer(pod, name);
        (WebSocket socket, bool knowsClose) = await UpgradeRules.AcceptAsync(request.Http, "exec").ConfigureAwait(false);
        using ChannelSocket channels = new(socket, knowsClose);
        ContainerWorld world = worlds.Of(pod, container);
        await RunAsync(request, channels, world, command).ConfigureAwait(false);
    }

    private static JsonObject RunningContainer(JsonObject pod, string name)
    {
        bool running = pod.Items("status", "containerStatuses").Concat(pod.Items("status", "ephemeralContainerStatuses"))
            .Any(status => status.Text("name") == name && status.At("state", "running") is not null);
        if (!running)
        {
            throw new ApiException(500, "InternalError", $"unable to upgrade connection: container not found (\"{name}\")");
        }

        return pod.Items("spec", "containers").Concat(pod.Items("spec", "ephemeralContainers"))
            .First(container => container.Text("name") == name);
    }

    private async Task RunAsync(ResourceRequest request, ChannelSocket channels, ContainerWorld world, string[] command)
    {
        bool tty = request.Target.Flag("tty");
        Stream output = request.Target.Flag("stdout") ? channels.Writer(ChannelSocket.Output) : Stream.Null;
        Stream error = request.Target.Flag("stderr") && !tty ? channels.Writer(ChannelSocket.Error) : Stream.Null;
        if (tty)
        {
            output = new TerminalOutput(output);
            error = output;
        }

        QueueStream input = tty ? new TerminalInput(output) : new QueueStream();
        if (!request.Target.Flag("stdin"))
        {
            input.End();
        }

        using CancellationTokenSource gone = CancellationTokenSource.CreateLinkedTokenSource(request.Aborted);
        Task receiving = ReceiveAsync(channels, input, gone);
        try
        {
            Session session = new(world) { Time = time };
            Interpreter interpreter = new(session, input, output, error);
            int exit = await interpreter.RunAsync(command, gone.Token).ConfigureAwait(false);
            await channels.EndAsync(CommandStatus.Of(session.Exit ?? exit), gone.Token).ConfigureAwait(false);
            await receiving.WaitAsync(TimeSpan.FromSeconds(2), time, gone.Token).ConfigureAwait(false);
        }
        catch (Exception problem) when (problem is OperationCanceledException or WebSocketException or IOException
            or TimeoutException)
        {
            // The client has gone, or does not answer the close: there is nobody left to tell.
        }
        finally
        {
            await gone.CancelAsync().ConfigureAwait(false);
        }

        await receiving.ConfigureAwait(false);
    }

    private static async Task ReceiveAsync(ChannelSocket channels, QueueStream input, CancellationTokenSource gone)
    {
        try
        {
            await channels.ReceiveAsync(piece => input is TerminalInput terminal
                ? terminal.TypeAsync(piece, gone.Token)
                : input.PushAsync(piece, gone.Token), input.End, gone.Token).ConfigureAwait(false);
        }
        catch (Exception problem) when (problem is OperationCanceledException or WebSocketException or IOException)
        {
            // A client that leaves without a word ends its command.
        }

        await gone.CancelAsync().ConfigureAwait(false);
    }
}
