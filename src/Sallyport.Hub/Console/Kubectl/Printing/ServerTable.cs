using System.Text.Json;
using Sallyport.Hub.Console.Feeds.Calls;

namespace Sallyport.Hub.Console.Kubectl.Printing;

/// <summary>How tables of one kind are laid out.</summary>
internal sealed record TableLook
{
    public bool Wide { get; init; }

    public bool Namespaces { get; init; }

    /// <summary>What stands before each name, such as <c>pod/</c>; empty for nothing.</summary>
    public string Prefix { get; init; } = "";

    public bool ShowLabels { get; init; }

    public IReadOnlyList<string> LabelColumns { get; init; } = [];

    public bool Events { get; init; }
}

/// <summary>Turns a <c>meta.k8s.io/v1 Table</c> into the header and the cells that kubectl prints.</summary>
internal sealed class ServerTable(TableLook look)
{
    private (string Name, int At, bool IsName)[] _columns = [];

    /// <summary>Whether a table with columns has been seen.</summary>
    public bool HasColumns => _columns.Length > 0;

    /// <summary>Takes over the columns of a table, if it names them: in a watch, the first one alone does.</summary>
    public void Learn(JsonElement table)
    {
        if (table.Items("columnDefinitions").Any())
        {
            _columns =
            [
                .. table.Items("columnDefinitions")
                    .Select((column, i) => (Column: column, At: i))
                    .Where(pair => look.Wide || pair.Column.Number("priority") == 0)
                    .Select(pair => (pair.Column.Text("name"), pair.At, pair.Column.Text("name") == "Name" || pair.Column.Text("format") == "name")),
            ];
        }
    }

    public List<string> Header() =>
    [
        .. look.Events ? ["EVENT"] : Array.Empty<string>(),
        .. look.Namespaces ? ["NAMESPACE"] : Array.Empty<string>(),
        .. _columns.Select(column => column.Name.ToUpperInvariant()),
        .. look.LabelColumns.Select(label => label[(label.LastIndexOf('/') + 1)..].ToUpperInvariant()),
        .. look.ShowLabels ? ["LABELS"] : Array.Empty<string>(),
    ];

    public List<string> Cells(JsonElement row, string happened = "")
    {
        var (metadata, cells) = (row.At("object").At("metadata"), row.At("cells"));
        var labels = metadata.At("labels");
        var count = cells.ValueKind == JsonValueKind.Array ? cells.GetArrayLength() : 0;
        return
        [
            .. look.Events ? [happened] : Array.Empty<string>(),
            .. look.Namespaces ? [metadata.Text("namespace")] : Array.Empty<string>(),
            .. _columns.Select(column => (column.IsName ? look.Prefix : "") + (column.At < count ? Cell(cells[column.At]) : "")),
            .. look.LabelColumns.Select(label => labels.Text(label)),
            .. look.ShowLabels ? [Labels(labels)] : Array.Empty<string>(),
        ];
    }

    /// <summary>Labels in one cell.</summary>
    public static string Labels(JsonElement labels) => labels.ValueKind == JsonValueKind.Object && labels.EnumerateObject().Any()
        ? string.Join(',', labels.EnumerateObject().OrderBy(label => label.Name, StringComparer.Ordinal).Select(label => $"{label.Name}={label.Value}"))
        : "<none>";

    private static string Cell(JsonElement cell)
    {
        var text = cell.ValueKind switch
        {
            JsonValueKind.Null or JsonValueKind.Undefined => "<none>",
            JsonValueKind.String => cell.GetString()!,
            _ => cell.GetRawText(),
        };
        var end = text.AsSpan().IndexOfAny("\n\r\f");
        return PlainText.Of((end < 0 ? text : text[..end] + "...").Replace('\t', ' '));
    }
}
