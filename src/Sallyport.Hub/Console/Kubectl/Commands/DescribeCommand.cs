using System.Collections.Immutable;
using System.Text.Json;
using Sallyport.Hub.Console.Feeds.Calls;
using Sallyport.Hub.Console.Kubectl.Describing;
using Sallyport.Hub.Console.Kubectl.Parsing;
using Sallyport.Hub.Console.Kubectl.Printing;
using Sallyport.Hub.Console.Kubectl.Reading;

namespace Sallyport.Hub.Console.Kubectl.Commands;

/// <summary>Tells of objects what one looks for in them, with their events.</summary>
internal sealed class DescribeCommand() : KubectlCommand("describe", "TYPE [NAME | PREFIX] | TYPE/NAME…", "Tells of objects what one looks for in them, with their events.")
{
    public override ImmutableArray<Flag> Flags =>
    [
        Flag.Switch("all-namespaces", "All namespaces.", 'A'),
        Flag.Text("selector", "A label selector.", 'l'),
        Flag.Switch("show-events", "With =false, without the events."),
        Flag.Text("chunk-size", "Lists are read page by page anyway; taken so that lines from elsewhere work."),
    ];

    public override async Task<int> RunAsync(Invocation line)
    {
        var wanted = await ObjectArguments.ReadAsync(line, line.Arguments);
        if (wanted.IsEmpty)
        {
            throw new KubectlFault(
                "You must specify the type of resource to describe. Use \"kubectl api-resources\" for a complete list of supported resources.\n");
        }

        var described = 0;
        var problems = new List<ClusterProblem>();
        foreach (var one in wanted)
        {
            await foreach (var item in ReadAsync(line, one, problems))
            {
                if (described++ > 0)
                {
                    await line.Out.TextAsync("\n\n");
                }

                await Descriptions.PrintAsync(line, one.Type, item);
            }
        }

        foreach (var text in problems.Select(ServerError.Text).Distinct(StringComparer.Ordinal))
        {
            await line.Out.ErrorAsync(text);
        }

        if (described == 0 && problems.Count == 0)
        {
            await line.Out.ErrorAsync(line.Flags.Is("all-namespaces") || wanted.All(one => !one.Type.Namespaced) ? "No resources found" : $"No resources found in {line.Namespace} namespace.");
        }

        return problems.Count == 0 ? 0 : 1;
    }

    private static async IAsyncEnumerable<JsonElement> ReadAsync(Invocation line, Wanted wanted, List<ClusterProblem> problems)
    {
        foreach (var name in wanted.Names)
        {
            JsonElement? read = null;
            try
            {
                read = await line.ReadAsync(wanted.Type.Path(line.Namespace, name));
            }
            catch (ClusterProblemException fault) when (fault.Problem.Code == 404)
            {
                problems.Add(fault.Problem);
            }

            if (read is { } item)
            {
                yield return item;
                continue;
            }

            var before = problems.Count;
            await foreach (var like in new Selection(line.Namespace).ObjectsAsync(line, wanted.Type, line.Cancellation))
            {
                // What begins so is meant where nothing is called so.
                if (like.At("metadata").Text("name").StartsWith(name, StringComparison.Ordinal))
                {
                    if (before == problems.Count)
                    {
                        problems.RemoveAt(before - 1);
                    }

                    yield return like;
                }
            }
        }

        if (wanted.Names.IsEmpty)
        {
            await foreach (var item in Selection.Of(line).ObjectsAsync(line, wanted.Type, line.Cancellation))
            {
                yield return item;
            }
        }
    }
}
