using System.Text.Json;
using Sallyport.Hub.Console.Feeds.Calls;
using Sallyport.Hub.Console.Feeds.Kinds;
using Sallyport.Hub.Console.Kubectl.JsonPath;
using Sallyport.Hub.Console.Kubectl.Printing;
using Sallyport.Hub.Console.Kubectl.Reading;

namespace Sallyport.Hub.Console.Kubectl.Commands;

/// <summary>Prints the server's own tables, each kind with a header of its own.</summary>
internal sealed class TablePrinting(Invocation line, OutputFormat format, Selection selection, bool severalKinds) : ObjectPrinter(line)
{
    public const string AcceptsTables =
        "application/json;as=Table;v=v1;g=meta.k8s.io,application/json;as=Table;v=v1beta1;g=meta.k8s.io,application/json";

    private readonly List<(List<string> Cells, JsonElement? Key)> _rows = [];
    private ServerTable? _table;
    private ResourceType? _type;

    protected override string Accept => AcceptsTables;

    protected override string Query => Order.IsEmpty ? "" : "includeObject=Object";

    public override async Task PrintAsync(Wanted wanted, List<ClusterProblem> problems)
    {
        if (_type is not null && _type.FullName != wanted.Type.FullName)
        {
            await FlushAsync();
        }

        await base.PrintAsync(wanted, problems);
    }

    public override Task EndAsync() => FlushAsync();

    /// <summary>How tables of a kind look in this line.</summary>
    public static TableLook Look(Invocation line, OutputFormat format, Selection selection, ResourceType type, bool severalKinds) => new()
    {
        Wide = format.Form == OutputForm.Wide,
        Namespaces = selection.Namespace is null && type.Namespaced,
        Prefix = severalKinds || line.Flags.Is("show-kind") ? (type.Group.Length == 0 ? type.Kind : $"{type.Kind}.{type.Group}").ToLowerInvariant() + "/" : "",
        ShowLabels = line.Flags.Is("show-labels"),
        LabelColumns = line.Flags.Texts("label-columns"),
        Events = line.Flags.Is("output-watch-events"),
    };

    protected override ValueTask TakeObjectAsync(ResourceType type, JsonElement read) => TakePageAsync(type, read);

    protected override ValueTask TakePageAsync(ResourceType type, JsonElement page)
    {
        if (page.Text("kind") != "Table")
        {
            throw new ClusterProblemException(Line.Api.Unreadable());
        }

        if (_type?.FullName != type.FullName)
        {
            (_type, _table) = (type, new ServerTable(Look(Line, format, selection, type, severalKinds)));
        }

        _table!.Learn(page);
        foreach (var row in page.Items("rows"))
        {
            _rows.Add((_table.Cells(row), Order.IsEmpty ? null : Key(Order, row.At("object"))));
            if (_rows.Count > TerminalOutput.MostLines)
            {
                throw new KubectlFault($"error: there are more than {TerminalOutput.MostLines:N0} objects: narrow it with a namespace, -l or --field-selector, or use -o yaml or -o name, which print as they read.");
            }
        }

        return ValueTask.CompletedTask;
    }

    protected override ValueTask TakeAsync(ResourceType type, JsonElement item) => ValueTask.CompletedTask;

    private async Task FlushAsync()
    {
        if (_rows.Count == 0)
        {
            return;
        }

        var layout = new TabWriter(6, 3);
        if (!Line.Flags.Is("no-headers"))
        {
            if (Printed > 0)
            {
                await Line.Out.LineAsync("");
            }

            layout.Cells(_table!.Header());
        }

        foreach (var (cells, _) in Order.IsEmpty ? _rows : (IEnumerable<(List<string> Cells, JsonElement? Key)>)_rows.OrderBy(row => row.Key, Comparer<JsonElement?>.Create(ValueOrder.CompareForSort)))
        {
            layout.Cells(cells);
        }

        await layout.PrintAsync(Line);

        Printed += _rows.Count;
        _rows.Clear();
        _type = null;
    }
}
