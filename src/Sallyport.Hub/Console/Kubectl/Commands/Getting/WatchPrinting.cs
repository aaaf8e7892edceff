using System.Collections.Immutable;
using System.Text.Json;
using Sallyport.Hub.Console.Feeds.Calls;
using Sallyport.Hub.Console.Feeds.Kinds;
using Sallyport.Hub.Console.Kubectl.JsonPath;
using Sallyport.Hub.Console.Kubectl.Printing;
using Sallyport.Hub.Console.Kubectl.Reading;

namespace Sallyport.Hub.Console.Kubectl.Commands;

/// <summary><c>get -w</c>: what is there, and then each change as it comes.</summary>
internal sealed class WatchPrinting(Invocation line, OutputFormat format)
{
    private readonly TabWriter _layout = new(6, 3) { RemembersWidths = true };
    private readonly ImmutableArray<Piece> _template = format.Form is OutputForm.JsonPath or OutputForm.JsonPathAsJson ? TemplateParser.Parse(format.Template) : [];
    private ServerTable? _table;
    private bool _headed = line.Flags.Is("no-headers");
    private bool _printed;

    public async Task<int> RunAsync(ImmutableArray<Wanted> wanted, Selection selection)
    {
        if (wanted is not [{ Names.Length: <= 1 } one] || format.Form == OutputForm.CustomColumns)
        {
            throw new KubectlFault(wanted.Length > 1
                ? "error: you may only specify a single resource type"
                : format.Form == OutputForm.CustomColumns
                    ? "error: -o custom-columns is not available with --watch here: use -o jsonpath."
                    : "error: watch is only supported on individual resources and resource collections: name one object, or none");
        }

        selection = one.Names is [var name] ? selection with { Fields = "metadata.name=" + name } : selection;
        _table = format.IsTable ? new ServerTable(TablePrinting.Look(line, format, selection, one.Type, severalKinds: false)) : null;
        var accept = format.IsTable ? TablePrinting.AcceptsTables : ClusterApi.Json;
        var version = "";
        await foreach (var page in selection.PagesAsync(line, one.Type, accept, cancellationToken: line.Cancellation))
        {
            version = page.At("metadata").Text("resourceVersion");
            if (!line.Flags.Is("watch-only"))
            {
                await PrintAsync(one.Type, page, "ADDED");
            }
        }

        if (one.Names is [var missing] && !_printed && !line.Flags.Is("watch-only"))
        {
            throw new KubectlFault($"Error from server (NotFound): {one.Type.FullName} \"{missing}\" not found");
        }

        line.Out.Follows = true;
        await foreach (var (happened, changed) in WatchReading.ReadAsync(line, one.Type, selection, version, accept, cancellationToken: line.Cancellation))
        {
            await PrintAsync(one.Type, changed, happened);
        }

        return 0;
    }

    private async Task PrintAsync(ResourceType type, JsonElement read, string happened)
    {
        _printed |= read.Items("rows").Any() || read.Items("items").Any();
        if (_table is not null)
        {
            await PrintRowsAsync(_table, read, happened);
            return;
        }

        foreach (var item in read.At("items").ValueKind == JsonValueKind.Array ? read.Items("items") : [read])
        {
            await PrintObjectAsync(type, ObjectPrinter.WithKind(type, item));
        }
    }

    private async Task PrintRowsAsync(ServerTable table, JsonElement read, string happened)
    {
        table.Learn(read);
        if (!read.Items("rows").Any() || !table.HasColumns)
        {
            return;
        }

        if (!_headed)
        {
            _layout.Cells(table.Header());
            _headed = true;
        }

        foreach (var row in read.Items("rows"))
        {
            _layout.Cells(table.Cells(row, happened));
        }

        await _layout.PrintAsync(line);
    }

    private async Task PrintObjectAsync(ResourceType type, JsonElement item)
    {
        var managed = line.Flags.Is("show-managed-fields");
        switch (format.Form)
        {
            case OutputForm.Name:
                await line.Out.LineAsync(NamePrinting.Name(type, item));
                break;
            case OutputForm.Json:
                await line.Out.TextAsync(KubeJson.Indented(item, 0, managed));
                break;
            case OutputForm.Yaml:
                await line.Out.TextAsync("---\n" + KubeYaml.Write(item, managed));
                break;
            default:
                await line.Out.TextAsync(new PathWalk().Print(_template, item, format.Form == OutputForm.JsonPathAsJson));
                break;
        }
    }
}
