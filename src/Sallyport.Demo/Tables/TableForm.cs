using System.Text.Json.Nodes;
using Sallyport.Demo.Resources;
using Sallyport.Demo.Store;

namespace Sallyport.Demo.Tables;

/// <summary>Objects as rows of a meta.k8s.io Table, which is what <c>kubectl get</c> prints.</summary>
internal sealed class TableForm(ResourceType type, string apiVersion, string include, TimeProvider time)
{
    private readonly KindTable _table = KindTables.Of(type);

    public JsonObject Document(IEnumerable<JsonObject> items, long version, string? next, long? remaining) => new()
    {
        ["kind"] = "Table",
        ["apiVersion"] = apiVersion,
        ["metadata"] = Reading.Metadata(version, next, remaining),
        ["columnDefinitions"] = Columns(),
        ["rows"] = items.Select(Row).ToJson(),
    };

    /// <summary>A bookmark in a watch of tables: a row without cells' meaning whose object carries the version.</summary>
    public JsonObject Bookmark(JsonObject empty, long version, bool withColumns)
    {
        JsonObject table = Document([], version, null, null);
        if (!withColumns)
        {
            table["columnDefinitions"] = null;
        }

        table["rows"] = new JsonArray(new JsonObject
        {
            ["cells"] = new JsonArray([.. Enumerable.Range(0, _table.Columns.Length + (_table.NamesItself ? 0 : 1)).Select(_ => (JsonNode?)"")]),
            ["object"] = ObjectForm.Partial(empty, apiVersion),
        });
        return table;
    }

    private JsonArray Columns()
    {
        JsonArray columns = _table.NamesItself ? [] : [Definition(new Column("Name", Format: "name"))];
        foreach (Column column in _table.Columns)
        {
            columns.Add(Definition(column));
        }

        return columns;
    }

    private static JsonObject Definition(Column column) => new()
    {
        ["name"] = column.Name,
        ["type"] = column.Type,
        ["format"] = column.Format,
        ["description"] = $"{column.Name} of the object.",
        ["priority"] = column.Priority,
    };

    private JsonObject Row(JsonObject item)
    {
        JsonArray cells = _table.NamesItself ? [] : [item.Text("metadata", "name")];
        foreach (JsonNode? cell in _table.Cells(item, time.GetUtcNow()))
        {
            cells.Add(cell);
        }

        JsonObject row = new() { ["cells"] = cells };
        row["object"] = include switch
        {
            "None" => null,
            "Object" => item.DeepClone(),
            _ => ObjectForm.Partial(item, apiVersion),
        };
        return row;
    }
}
