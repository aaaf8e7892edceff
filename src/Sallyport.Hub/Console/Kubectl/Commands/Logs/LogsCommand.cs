using System.Collections.Immutable;
using System.Text.Json;
using Sallyport.Hub.Console.Feeds.Calls;
using Sallyport.Hub.Console.Feeds.Kinds;
using Sallyport.Hub.Console.Kubectl.Parsing;
using Sallyport.Hub.Console.Kubectl.Reading;

namespace Sallyport.Hub.Console.Kubectl.Commands;

/// <summary>Shows what containers wrote.</summary>
internal sealed class LogsCommand() : KubectlCommand("logs", "POD | TYPE/NAME | -l SELECTOR", "Shows what containers wrote.")
{
    private const int MostAtOnce = 5;

    public override ImmutableArray<Flag> Flags =>
    [
        Flag.Switch("follow", "Shows new lines too, until Ctrl-C.", 'f'),
        Flag.Switch("previous", "Of the container's run before this one.", 'p'),
        Flag.Text("container", "The container.", 'c') with { Value = FlagValue.Container },
        Flag.Switch("all-containers", "Every container of the pod."),
        Flag.Switch("all-pods", "Every pod of the workload."),
        Flag.Text("since", "Lines of that long, such as 10m."),
        Flag.Text("since-time", "Lines since that time."),
        Flag.Text("tail", "That many of the last lines."),
        Flag.Text("limit-bytes", "That much of it."),
        Flag.Switch("timestamps", "Shows when each line was written."),
        Flag.Switch("prefix", "Shows which pod and container wrote each line."),
        Flag.Switch("ignore-errors", "Goes on with the others where one cannot be read."),
        Flag.Text("selector", "Pods by label.", 'l'),
        Flag.Text("max-log-requests", "How many are followed at once, five at most.") with { Choices = ["1", "5"] },
    ];

    public override ArgumentKind Arguments => ArgumentKind.Pods;

    public override async Task<int> RunAsync(Invocation line)
    {
        var query = LogQuery.Of(line);
        var pods = await PodsAsync(line);
        var sources = new List<(JsonElement Pod, string Container)>();
        foreach (var pod in pods)
        {
            sources.AddRange((await LogContainers.OfAsync(line, pod)).Select(container => (pod, container)));
        }

        var follows = line.Flags.Is("follow");
        if (follows && sources.Count > MostAtOnce)
        {
            throw new KubectlFault($"error: you are attempting to follow {sources.Count} log streams, but the maximum is {MostAtOnce}: name a pod or a container, or open the workload's Logs tab, which follows them all.");
        }

        line.Out.Follows = follows;
        var prefixes = line.Flags.Is("prefix");
        if (!follows || sources.Count == 1)
        {
            foreach (var source in sources)
            {
                await PrintAsync(line, source, query, prefixes, line.Cancellation);
            }

            return 0;
        }

        await FollowAsync(line, sources, query, prefixes);
        return 0;
    }

    /// <summary>Several at once, line by line; the first that fails ends the others, unless errors are to be passed over.</summary>
    private static async Task FollowAsync(Invocation line, List<(JsonElement, string)> sources, string query, bool prefixes)
    {
        using var one = new SemaphoreSlim(1);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(line.Cancellation);
        await Task.WhenAll(sources.Select(async source =>
        {
            try
            {
                await PrintAsync(line, source, query, prefixes, ending.Token, one);
            }
            catch (ClusterProblemException fault) when (line.Flags.Is("ignore-errors"))
            {
                await line.Out.ProblemAsync(fault.Problem);
            }
            catch (Exception) when (!ending.IsCancellationRequested)
            {
                await ending.CancelAsync();
                throw;
            }
        }));
    }

    private static async Task PrintAsync(
        Invocation line, (JsonElement Pod, string Container) source, string query, bool prefixes, CancellationToken cancellationToken, SemaphoreSlim? turn = null)
    {
        var metadata = source.Pod.At("metadata");
        var before = prefixes ? $"[pod/{metadata.Text("name")}/{source.Container}] " : "";
        var target = $"{ResourceType.Pods.Path(metadata.Text("namespace"), metadata.Text("name"))}/log?container={Uri.EscapeDataString(source.Container)}{query}";
        using var answer = await line.OpenAsync(target, "*/*");
        await using var body = await answer.Content.ReadAsStreamAsync(cancellationToken);
        await foreach (var bytes in BoundedLines.ReadAsync(body, Printing.TerminalOutput.LongestLine * 2, cancellationToken))
        {
            if (turn is not null)
            {
                await turn.WaitAsync(cancellationToken);
            }

            try
            {
                await line.Out.LineAsync(before + LogQuery.Text(bytes));
            }
            finally
            {
                turn?.Release();
            }
        }
    }

    // kubectl words this one answer in a way of its own.
    private static async Task<JsonElement> ReadAsync(Invocation line, ResourceType type, string name)
    {
        try
        {
            return await line.ReadAsync(type.Path(line.Namespace, name));
        }
        catch (ClusterProblemException fault) when (fault.Problem.Reason == "NotFound" && type.FullName == "pods")
        {
            throw new KubectlFault($"error: error from server (NotFound): {fault.Problem.Message} in namespace \"{line.Namespace}\"");
        }
    }

    private static async Task<List<JsonElement>> PodsAsync(Invocation line)
    {
        if (line.Flags.Text("selector") is { Length: > 0 } labels)
        {
            if (!line.Arguments.IsEmpty)
            {
                throw new KubectlFault("error: only a selector (-l) or a POD name is allowed");
            }

            var chosen = await WorkloadPods.ListAsync(line, line.Namespace, labels);
            if (chosen.Count == 0)
            {
                await line.Out.ErrorAsync($"No resources found in {line.Namespace} namespace.");
            }

            return chosen;
        }

        if (line.Arguments.IsEmpty)
        {
            throw new KubectlFault("error: expected 'logs [-f] [-p] (POD | TYPE/NAME) [-c CONTAINER]'.\nPOD or TYPE/NAME is a required argument for the logs command\nSee 'kubectl logs -h' for help and examples");
        }

        // kubectl takes a container as a second argument still.
        var named = line.Arguments.Length == 2 && !line.Arguments[0].Contains('/', StringComparison.Ordinal) ? line.Arguments[..1] : line.Arguments;
        var wanted = await ObjectArguments.ReadAsync(line, named is [var pod] && !pod.Contains('/', StringComparison.Ordinal) ? ["pods", pod] : named);
        if (wanted is not [{ Names: [var name] } one])
        {
            throw new KubectlFault("error: one pod, or one workload as TYPE/NAME, is needed.");
        }

        var read = await ReadAsync(line, one.Type, name);
        if (one.Type.FullName == "pods")
        {
            return [read];
        }

        var pods = await WorkloadPods.OfAsync(line, one.Type, read);
        if (line.Flags.Is("all-pods") || pods.Count == 1)
        {
            return pods;
        }

        await line.Out.ErrorAsync($"Found {pods.Count} pods, using pod/{pods[0].At("metadata").Text("name")}");
        return [pods[0]];
    }
}
