using System.Collections.Immutable;

namespace Sallyport.Hub.Console.Feeds.Rows;

/// <summary>What a filter's term asks of a row.</summary>
internal static class FilterTest
{
    /// <summary>The question; null where the term says nothing that could be asked.</summary>
    public static Predicate<Row>? Of(FilterTerm term, ImmutableArray<Column> columns, DateTimeOffset now) => (term.Key, term.Operator) switch
    {
        ("", _) => AnyCell(term.Value),
        ("status", ":") => StatusIs(term.Value),
        ("ns" or "namespace", ":") => In(term.Value, row => row.Namespace),
        ("cluster", ":") => In(term.Value, row => row.Cluster),
        ("name", ":") => Has(term.Value, row => row.Name),
        ("owner", ":") => OwnerIs(term.Value),
        ("label", ":") => LabelIs(term.Value),
        ("age", not ":") => Age(term, now),
        _ when Find(term.Key, columns) is >= 0 and var place => Cell(term, columns[place], place),
        _ => AnyCell(term.AsWord),
    };

    private static Predicate<Row> AnyCell(string value)
    {
        var pattern = new TextPattern(value);
        return row =>
        {
            if (pattern.Matches(row.Name) || pattern.Matches(row.Namespace) || pattern.Matches(row.Cluster) || pattern.Matches(row.Status.Words))
            {
                return true;
            }

            for (var i = 0; i < row.CellCount; i++)
            {
                if (pattern.Matches(row[i]))
                {
                    return true;
                }
            }

            return false;
        };
    }

    private static Predicate<Row> StatusIs(string value)
    {
        var healths = value.Split(',').Select(word => Enum.TryParse<Health>(word, ignoreCase: true, out var health) && !char.IsAsciiDigit(word[0]) ? health : (Health?)null)
            .OfType<Health>().ToArray();
        var words = new TextPattern(value);
        return row => healths.Contains(row.Status.Health) || (row.Status.Words.Length > 0 && words.Matches(row.Status.Words));
    }

    private static Predicate<Row> In(string value, Func<Row, string> text)
    {
        var pattern = new TextPattern(value, whole: true);
        return row => pattern.Matches(text(row));
    }

    private static Predicate<Row> Has(string value, Func<Row, string> text)
    {
        var pattern = new TextPattern(value);
        return row => pattern.Matches(text(row));
    }

    private static Predicate<Row> OwnerIs(string value)
    {
        var pattern = new TextPattern(value);
        return row => row.Owners.Any(owner => pattern.Matches(owner.Name) || pattern.Matches(owner.Kind));
    }

    private static Predicate<Row> LabelIs(string value)
    {
        var equals = value.IndexOf('=', StringComparison.Ordinal);
        if (equals <= 0)
        {
            return row => row.Labels.Find(value) is not null;
        }

        var differs = value[equals - 1] == '!';
        var key = value[..(differs ? equals - 1 : equals)];
        var pattern = new TextPattern(value[(equals + 1)..].TrimStart('='), whole: true);
        return row => row.Labels.Find(key) is { } label ? pattern.Matches(label) != differs : differs;
    }

    private static Predicate<Row>? Age(FilterTerm term, DateTimeOffset now) =>
        CellValue.Duration(term.Value) is { } wanted
            ? row => row.Created is { } created && Compares((now - created).TotalSeconds, term.Operator, wanted.TotalSeconds)
            : null;

    private static Predicate<Row> Cell(FilterTerm term, Column column, int place)
    {
        if (term.Operator == ":")
        {
            return Has(term.Value, row => row[place]);
        }

        var isQuantity = column.Kind == ColumnKind.Quantity;
        return (isQuantity ? CellValue.Quantity(term.Value) : CellValue.Number(term.Value)) is { } wanted
            ? row => (isQuantity ? CellValue.Quantity(row[place]) : CellValue.Number(row[place])) is { } value && Compares(value, term.Operator, wanted)
            : row => Compares(NaturalOrder.Compare(row[place], term.Value), term.Operator, 0);
    }

    private static bool Compares(double value, string op, double wanted) => op switch
    {
        "<" => value < wanted,
        "<=" => value <= wanted,
        ">" => value > wanted,
        _ => value >= wanted,
    };

    /// <summary>The column of that heading, or the first that begins so: <c>cpu</c> is <c>CPU(cores)</c>.</summary>
    private static int Find(string key, ImmutableArray<Column> columns)
    {
        var wanted = Plain(key);
        var begins = -1;
        for (var i = 0; i < columns.Length; i++)
        {
            var name = Plain(columns[i].Name);
            if (name == wanted)
            {
                return i;
            }

            begins = begins < 0 && name.StartsWith(wanted, StringComparison.Ordinal) ? i : begins;
        }

        return begins;
    }

    private static string Plain(string name) => string.Concat(name.Where(char.IsAsciiLetterOrDigit)).ToLowerInvariant();
}
