using System.Collections.Immutable;

namespace Sallyport.Hub.Console.Feeds.Rows;

/// <summary>How an object of one kind fares, from what its table says.</summary>
/// <param name="columns">The headings it looks at.</param>
/// <param name="read">Their cells, in words.</param>
internal sealed class StatusRule(string[] columns, Func<ReadOnlySpan<string>, RowStatus> read)
{
    /// <summary>Reads a row's cells.</summary>
    public delegate RowStatus Bound(string[] cells, bool deleting);

    /// <summary>For kinds without a status.</summary>
    public static StatusRule None { get; } = new([], static _ => default);

    /// <summary>The rule for tables with these columns.</summary>
    public Bound Bind(ImmutableArray<Column> known)
    {
        var places = columns.Select(name => IndexOf(known, name)).ToArray();
        var isNone = columns.Length == 0 || places.All(place => place < 0);
        return (cells, deleting) =>
        {
            if (deleting)
            {
                return new RowStatus(Health.Warning, "Terminating");
            }

            if (isNone)
            {
                return default;
            }

            var looked = new Looked();
            Span<string> texts = looked;
            for (var i = 0; i < places.Length; i++)
            {
                texts[i] = places[i] >= 0 && places[i] < cells.Length ? cells[places[i]] ?? "" : "";
            }

            return read(texts[..places.Length]);
        };
    }

    private static int IndexOf(ImmutableArray<Column> columns, string name)
    {
        for (var i = 0; i < columns.Length; i++)
        {
            if (columns[i].Name.Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return i;
            }
        }

        return -1;
    }

    [System.Runtime.CompilerServices.InlineArray(8)]
    private struct Looked
    {
        private string _first;
    }
}
