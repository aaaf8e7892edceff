using System.Collections.Immutable;
using System.Text.Json;
using Sallyport.Hub.Console.Feeds.Calls;
using Sallyport.Hub.Console.Feeds.Kinds;
using Sallyport.Hub.Console.Kubectl.Parsing;
using Sallyport.Hub.Console.Kubectl.Printing;
using Sallyport.Hub.Console.Kubectl.Reading;

namespace Sallyport.Hub.Console.Kubectl.Commands;

/// <summary>Shows events, the latest last.</summary>
internal sealed class EventsCommand() : KubectlCommand("events", "", "Shows events, the latest last.")
{
    public override ImmutableArray<Flag> Flags =>
    [
        Flag.Switch("all-namespaces", "All namespaces.", 'A'),
        Flag.Text("for", "Those of one object: TYPE/NAME."),
        Flag.Texts("types", "Normal, Warning.") with { Choices = ["Normal", "Warning"] },
        Flag.Switch("watch", "Shows new ones too, until Ctrl-C.", 'w'),
        Flag.Switch("no-headers", "Leaves the header out."),
    ];

    public override ArgumentKind Arguments => ArgumentKind.Nothing;

    public override async Task<int> RunAsync(Invocation line)
    {
        var selection = Selection.Of(line) with { Fields = await ForAsync(line) };
        var types = line.Flags.Texts("types");
        var events = new List<JsonElement>();
        var version = "";
        await foreach (var page in selection.PagesAsync(line, ResourceType.Events, cancellationToken: line.Cancellation))
        {
            version = page.At("metadata").Text("resourceVersion");
            events.AddRange(page.Items("items").Where(item => IsOf(types, item)));
        }

        var watches = line.Flags.Is("watch");
        if (events.Count == 0 && !watches)
        {
            await line.Out.LineAsync(selection.Namespace is { } ns ? $"No events found in {ns} namespace." : "No events found.");
            return 0;
        }

        var layout = new TabWriter(6, 3) { RemembersWidths = watches };
        if (!line.Flags.Is("no-headers"))
        {
            layout.Cells([.. selection.Namespace is null ? ["NAMESPACE"] : Array.Empty<string>(), "LAST SEEN", "TYPE", "REASON", "OBJECT", "MESSAGE"]);
        }

        foreach (var item in events.OrderBy(EventReading.When))
        {
            layout.Cells(Cells(line, selection, item));
        }

        await layout.PrintAsync(line);
        if (watches)
        {
            line.Out.Follows = true;
            await foreach (var (happened, item) in WatchReading.ReadAsync(line, ResourceType.Events, selection, version, cancellationToken: line.Cancellation))
            {
                if (happened != "DELETED" && IsOf(types, item))
                {
                    layout.Cells(Cells(line, selection, item));
                    await layout.PrintAsync(line);
                }
            }
        }

        return 0;
    }

    private static bool IsOf(IReadOnlyList<string> types, JsonElement item) =>
        types.Count == 0 || types.Contains(item.Text("type"), StringComparer.OrdinalIgnoreCase);

    private static string[] Cells(Invocation line, Selection selection, JsonElement item)
    {
        var about = item.At("involvedObject");
        return
        [
            .. selection.Namespace is null ? [item.At("metadata").Text("namespace")] : Array.Empty<string>(),
            EventReading.Interval(item, line.Now), item.Text("type"), item.Text("reason"),
            $"{about.Text("kind")}/{about.Text("name")}", item.Text("message").Trim().Replace('\t', ' '),
        ];
    }

    private static async Task<string> ForAsync(Invocation line)
    {
        var about = line.Flags.Text("for");
        if (about.Length == 0)
        {
            return "";
        }

        if (about.Split('/') is not [{ Length: > 0 } kind, { Length: > 0 } name])
        {
            throw new KubectlFault("error: --for must be in resource/name form");
        }

        var type = await line.KindAsync(kind);
        return $"involvedObject.kind={type.Kind},involvedObject.name={name}";
    }
}
