using System.Collections.Immutable;
using Sallyport.Hub.Console.Feeds.Calls;
using Sallyport.Hub.Console.Kubectl.Parsing;
using Sallyport.Hub.Console.Kubectl.Printing;
using Sallyport.Hub.Console.Kubectl.Reading;

namespace Sallyport.Hub.Console.Kubectl.Commands;

/// <summary>Shows objects.</summary>
internal sealed class GetCommand() : KubectlCommand("get", "TYPE[,TYPE] [NAME…] | TYPE/NAME…", "Shows objects, as a table or in the form that -o names.")
{
    public override ImmutableArray<Flag> Flags =>
    [
        Flag.Text("output", "wide, yaml, json, name, jsonpath=TEMPLATE, jsonpath-as-json=TEMPLATE, custom-columns=HEADER:PATH,…", 'o') with { Choices = OutputFormat.All },
        Flag.Switch("all-namespaces", "All namespaces.", 'A'),
        Flag.Text("selector", "A label selector.", 'l'),
        Flag.Text("field-selector", "A field selector."),
        Flag.Switch("watch", "Shows changes too, until Ctrl-C.", 'w'),
        Flag.Switch("watch-only", "Shows changes alone, until Ctrl-C."),
        Flag.Switch("output-watch-events", "Shows what kind of change it was."),
        Flag.Text("sort-by", "A path, such as .metadata.creationTimestamp."),
        Flag.Switch("show-labels", "Shows the labels."),
        Flag.Texts("label-columns", "Shows these labels as columns.", 'L'),
        Flag.Switch("no-headers", "Leaves the header out."),
        Flag.Switch("show-kind", "Shows the kind before each name."),
        Flag.Switch("show-managed-fields", "Leaves managedFields in."),
        Flag.Switch("ignore-not-found", "Says nothing of what is not there."),
        Flag.Text("chunk-size", "Lists are read page by page anyway; taken so that lines from elsewhere work."),
        Flag.Text("subresource", "status or scale.") with { Choices = ["status", "scale"] },
    ];

    public override async Task<int> RunAsync(Invocation line)
    {
        var format = OutputFormat.Read(line.Flags.Text("output"));
        var wanted = await ObjectArguments.ReadAsync(line, line.Arguments);
        if (wanted.IsEmpty)
        {
            throw new KubectlFault(
                "You must specify the type of resource to get. Use \"kubectl api-resources\" for a complete list of supported resources.\n\n" +
                "error: Required resource not specified.\n" +
                "Use \"kubectl explain <resource>\" for a detailed description of that resource (e.g. kubectl explain pods).\n" +
                "See 'kubectl get -h' for help and examples");
        }

        var selection = Selection.Of(line);
        if (wanted.Any(one => !one.Names.IsEmpty))
        {
            Check(selection);
        }

        if (line.Flags.Is("watch") || line.Flags.Is("watch-only"))
        {
            return await new WatchPrinting(line, format).RunAsync(wanted, selection);
        }

        var printer = ObjectPrinter.For(line, format, wanted, selection);
        var problems = new List<ClusterProblem>();
        foreach (var one in wanted)
        {
            try
            {
                await printer.PrintAsync(one, problems);
            }
            catch (ClusterProblemException fault)
            {
                problems.Add(fault.Problem);
            }
        }

        await printer.EndAsync();
        return await EndAsync(line, wanted, selection, printer, problems);
    }

    private static async Task<int> EndAsync(
        Invocation line, ImmutableArray<Wanted> wanted, Selection selection, ObjectPrinter printer, List<ClusterProblem> problems)
    {
        problems.RemoveAll(problem => problem.Code == 404 && line.Flags.Is("ignore-not-found"));
        if (printer.Printed == 0 && problems.Count == 0 && !line.Flags.Is("ignore-not-found") && printer.SaysNothingFound)
        {
            await line.Out.ErrorAsync(selection.Namespace is { } ns && wanted.Any(one => one.Type.Namespaced)
                ? $"No resources found in {ns} namespace."
                : "No resources found");
        }

        foreach (var text in problems.Select(ServerError.Text).Distinct(StringComparer.Ordinal))
        {
            await line.Out.ErrorAsync(text);
        }

        return problems.Count == 0 ? 0 : 1;
    }

    private static void Check(Selection selection)
    {
        if (selection.Labels.Length > 0)
        {
            throw new KubectlFault("error: name cannot be provided when a selector is specified");
        }

        if (selection.Fields.Length > 0)
        {
            throw new KubectlFault("error: field selectors cannot be used together with names");
        }

        if (selection.Namespace is null)
        {
            throw new KubectlFault("error: a resource cannot be retrieved by name across all namespaces");
        }
    }
}
