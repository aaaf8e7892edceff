using System.Collections.Immutable;
using System.Text.Json;
using Sallyport.Hub.Console.Feeds.Calls;

namespace Sallyport.Hub.Console.Feeds.Rows;

/// <summary>
/// The columns of all clusters together. One is added the first time that any cluster has it, and stays: rows keep their
/// cells by its place.
/// </summary>
internal sealed class ColumnBook
{
    private const int Most = 64;
    private static readonly string[] Quantities = ["cpu", "memory", "capacity", "storage", "size", "bytes", "limit", "request"];
    private ImmutableArray<Column> _columns = [];

    public ImmutableArray<Column> Columns => _columns;

    /// <summary>Reads <c>columnDefinitions</c>: for each, its place here; -1 for those beyond all reason.</summary>
    public int[] Place(JsonElement definitions)
    {
        if (definitions.ValueKind != JsonValueKind.Array)
        {
            return [];
        }

        var places = new int[definitions.GetArrayLength()];
        for (var i = 0; i < places.Length; i++)
        {
            places[i] = Place(Read(definitions[i]));
        }

        return places;
    }

    private int Place(Column column)
    {
        while (true)
        {
            var known = _columns;
            for (var i = 0; i < known.Length; i++)
            {
                if (string.Equals(known[i].Name, column.Name, StringComparison.OrdinalIgnoreCase))
                {
                    return i;
                }
            }

            if (known.Length == Most)
            {
                return -1;
            }

            ImmutableInterlocked.InterlockedCompareExchange(ref _columns, known.Add(column), known);
        }
    }

    private static Column Read(JsonElement definition)
    {
        var name = definition.Text("name");
        var wide = definition.Number("priority") > 0;
        return new Column(name, KindOf(name, definition.Text("type"), definition.Text("format")), wide, definition.Text("description"));
    }

    private static ColumnKind KindOf(string name, string type, string format) => (name, type, format) switch
    {
        (_, _, "name") => ColumnKind.Name,
        ("Age", _, _) => ColumnKind.Age,
        (_, "boolean", _) => ColumnKind.Flag,
        (_, "integer" or "number" or "date", _) => ColumnKind.Number,
        _ when Quantities.Any(word => name.Contains(word, StringComparison.OrdinalIgnoreCase)) => ColumnKind.Quantity,
        _ => ColumnKind.Text,
    };
}
