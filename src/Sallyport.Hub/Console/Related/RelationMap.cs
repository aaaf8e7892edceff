using Sallyport.Hub.Console.Feeds.Objects;

namespace Sallyport.Hub.Console.Related;

/// <summary>
/// A map of an object's relations in columns: what it comes from at the left, itself in the middle, what comes of it and
/// what it names at the right. Measures are CSS pixels.
/// </summary>
internal sealed record RelationMap(IReadOnlyList<MapNode> Nodes, IReadOnlyList<MapLine> Lines, int Width, int Height)
{
    /// <summary>How wide a box is.</summary>
    public const int BoxWidth = 208;

    /// <summary>How high a box is.</summary>
    public const int BoxHeight = 44;

    private const int AcrossGap = 56;
    private const int DownGap = 12;
    private const int Edge = 4;

    /// <summary>How many are drawn in one column at most; the list beside the map has them all.</summary>
    public const int MostInColumn = 14;

    /// <summary>Lays out the map.</summary>
    /// <param name="place">The object in the middle.</param>
    /// <param name="relations">What it has to do with; owners nearest first.</param>
    public static RelationMap Of(ObjectPlace place, IReadOnlyList<Relation> relations)
    {
        var owners = relations.Where(relation => relation.Kind == RelationKind.Owner).ToArray();
        List<MapStop[]> columns = [.. owners.Reverse().Select(owner => new[] { Stop(owner) })];
        var selectors = relations.Where(relation => relation.Kind == RelationKind.SelectedBy).Select(Stop).ToArray();
        if (columns.Count == 0 && selectors.Length > 0)
        {
            columns.Add([]);
        }

        if (selectors.Length > 0)
        {
            columns[^1] = [.. columns[^1], .. selectors.Take(MostInColumn)];
        }

        var middle = columns.Count;
        columns.Add([new MapStop(place, null, "")]);
        var right = relations.Where(relation => relation.Kind is RelationKind.Child or RelationKind.Selects or RelationKind.Names).Select(Stop).ToArray();
        if (right.Length > 0)
        {
            columns.Add([.. right.Take(MostInColumn)]);
        }

        return Draw(columns, middle);
    }

    private static MapStop Stop(Relation relation) => new(relation.Place, relation.Kind, relation.Note);

    private static RelationMap Draw(List<MapStop[]> columns, int middle)
    {
        var height = columns.Max(column => Tall(column.Length)) + (2 * Edge);
        var nodes = columns.Select((column, x) => column.Select((stop, y) => new MapNode(
            stop.Place, stop.Kind, stop.Note, Edge + (x * (BoxWidth + AcrossGap)), ((height - Tall(column.Length)) / 2) + (y * (BoxHeight + DownGap)))).ToArray()).ToArray();
        var lines = new List<MapLine>();
        for (var x = 0; x < nodes.Length; x++)
        {
            // An owner's line goes to what it owns; all else goes to the object itself.
            lines.AddRange(x < middle
                ? nodes[x].Select(node => Line(node, node.Kind == RelationKind.Owner ? nodes[x + 1][0] : nodes[middle][0]))
                : x > middle ? nodes[x].Select(node => Line(nodes[middle][0], node)) : []);
        }

        return new RelationMap([.. nodes.SelectMany(column => column)], lines, (2 * Edge) + (columns.Count * (BoxWidth + AcrossGap)) - AcrossGap, height);
    }

    private static int Tall(int boxes) => Math.Max(0, (boxes * (BoxHeight + DownGap)) - DownGap);

    private static MapLine Line(MapNode from, MapNode to) => new(from.X + BoxWidth, from.Y + (BoxHeight / 2), to.X, to.Y + (BoxHeight / 2));

    private sealed record MapStop(ObjectPlace Place, RelationKind? Kind, string Note);
}

/// <summary>An object on the map.</summary>
/// <param name="Place">The object.</param>
/// <param name="Kind">How it stands to the one in the middle; null for that one.</param>
/// <param name="Note">What it is used for; empty for nothing to say.</param>
/// <param name="X">The left edge of its box.</param>
/// <param name="Y">The upper edge of its box.</param>
internal sealed record MapNode(ObjectPlace Place, RelationKind? Kind, string Note, int X, int Y);

/// <summary>A line between two boxes, from the right edge of one to the left edge of the other.</summary>
internal sealed record MapLine(int FromX, int FromY, int ToX, int ToY)
{
    /// <summary>The line as SVG draws it: level at both ends.</summary>
    public string Path => $"M{FromX} {FromY}C{(FromX + ToX) / 2} {FromY} {(FromX + ToX) / 2} {ToY} {ToX} {ToY}";
}
