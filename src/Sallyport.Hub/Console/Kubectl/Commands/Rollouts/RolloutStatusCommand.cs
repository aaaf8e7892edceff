using System.Collections.Immutable;
using Sallyport.Hub.Console.Feeds.Calls;
using Sallyport.Hub.Console.Feeds.Rows;
using Sallyport.Hub.Console.Kubectl.Parsing;
using Sallyport.Hub.Console.Kubectl.Reading;

namespace Sallyport.Hub.Console.Kubectl.Commands;

/// <summary>Shows how far a rollout is, until it is done.</summary>
internal sealed class RolloutStatusCommand() : KubectlCommand("rollout status", "TYPE/NAME", "Shows how far a rollout is, until it is done.")
{
    public override ImmutableArray<Flag> Flags =>
    [
        Flag.Switch("watch", "With =false, shows how it stands and ends.", 'w'),
        Flag.Text("timeout", "How long to wait, such as 2m; without it, until Ctrl-C."),
    ];

    public override async Task<int> RunAsync(Invocation line)
    {
        var found = await RolloutObject.ReadAsync(line);
        var (text, done) = RolloutProgress.Of(found.Type.Resource, found.Item);
        await line.Out.LineAsync(text);
        if (done || (line.Flags.Has("watch") && !line.Flags.Is("watch")))
        {
            return 0;
        }

        using var ending = CancellationTokenSource.CreateLinkedTokenSource(line.Cancellation);
        var patience = line.Flags.Text("timeout");
        if (patience is not ("" or "0"))
        {
            ending.CancelAfter(CellValue.Duration(patience) ?? throw KubectlFault.Usage(Name, $"invalid argument \"{patience}\" for \"--timeout\" flag"));
        }

        try
        {
            return await WatchAsync(line, found, text, ending.Token);
        }
        catch (Exception fault) when (ending.IsCancellationRequested && !line.Cancellation.IsCancellationRequested && fault is OperationCanceledException or ClusterProblemException)
        {
            throw new KubectlFault("error: timed out waiting for the condition");
        }
    }

    private static async Task<int> WatchAsync(Invocation line, RolloutObject found, string said, CancellationToken cancellationToken)
    {
        line.Out.Follows = true;
        var metadata = found.Item.At("metadata");
        var one = new Selection(line.Namespace, Fields: "metadata.name=" + metadata.Text("name"));
        await foreach (var (happened, item) in WatchReading.ReadAsync(line, found.Type, one, metadata.Text("resourceVersion"), cancellationToken: cancellationToken))
        {
            if (happened == "DELETED")
            {
                throw new KubectlFault("error: object has been deleted");
            }

            var (text, done) = RolloutProgress.Of(found.Type.Resource, item);
            if (text != said)
            {
                await line.Out.LineAsync(said = text);
            }

            if (done)
            {
                return 0;
            }
        }

        throw new KubectlFault("error: the watch ended before the rollout: ask again.");
    }
}
