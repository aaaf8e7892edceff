using System.Collections.Immutable;

namespace Sallyport.Hub.Console.Feeds.Rows;

/// <summary>
/// What a table shows: <c>status:failing ns:shop label:app=web age&lt;1h restarts&gt;5 -name:canary "out of memory"</c>. All terms
/// must hold; a minus turns one round; commas are alternatives; any column's heading is a key; a bare word is looked for
/// in every cell.
/// </summary>
public sealed class RowFilter
{
    private readonly ImmutableArray<FilterTerm> _terms;

    private RowFilter(string text, ImmutableArray<FilterTerm> terms) => (Text, _terms) = (text, terms);

    /// <summary>Shows all.</summary>
    public static RowFilter All { get; } = new("", []);

    /// <summary>As it was typed.</summary>
    public string Text { get; }

    /// <summary>Terms whose value says nothing, each with how to write it; they are passed over.</summary>
    public ImmutableArray<string> Problems =>
        [.. _terms.Where(term => IsAge(term) && CellValue.Duration(term.Value) is null).Select(term => $"{term.Text}: say a time such as 90s, 1h or 5d.")];

    /// <summary>Whether what it shows changes as time passes.</summary>
    internal bool DependsOnTime => _terms.Any(IsAge);

    /// <summary>Reads what was typed. Never fails: what is no term is a word to look for.</summary>
    /// <param name="text">The filter box's content.</param>
    public static RowFilter Parse(string? text) =>
        string.IsNullOrWhiteSpace(text) ? All : new RowFilter(text, [.. FilterReader.Read(text)]);

    /// <summary>The filter as it holds of these columns at this moment.</summary>
    internal Predicate<Row> Bind(ImmutableArray<Column> columns, DateTimeOffset now)
    {
        if (_terms.IsEmpty)
        {
            return static _ => true;
        }

        var tests = _terms.Select(term => (term.Negated, Holds: FilterTest.Of(term, columns, now))).ToArray();
        return row =>
        {
            foreach (var (negated, holds) in tests)
            {
                if (holds is not null && holds(row) == negated)
                {
                    return false;
                }
            }

            return true;
        };
    }

    private static bool IsAge(FilterTerm term) => term.Key == "age" && term.Operator is not (":" or "");
}
