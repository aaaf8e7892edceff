using Microsoft.AspNetCore.Components;
using Sallyport.Hub.Console.Feeds.Rows;

namespace Sallyport.Hub.Console.Tables;

/// <summary>The part of a table's rows that is in sight.</summary>
public sealed partial class TableBody
{
    /// <summary>The table.</summary>
    [Parameter, EditorRequired]
    public RowSnapshot Table { get; set; } = null!;

    /// <summary>The columns shown.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<TableColumn> Columns { get; set; } = [];

    /// <summary>The first row to be there.</summary>
    [Parameter]
    public int From { get; set; }

    /// <summary>How many are to be there.</summary>
    [Parameter]
    public int Count { get; set; }

    /// <summary>The row whose panel is open.</summary>
    [Parameter]
    public string Opened { get; set; } = "";

    /// <summary>What a row is called in the address.</summary>
    [Parameter, EditorRequired]
    public Func<Row, string> KeyOf { get; set; } = null!;

    /// <summary>Where a row leads.</summary>
    [Parameter, EditorRequired]
    public Func<Row, string> Href { get; set; } = null!;

    /// <summary>Whether the name's cell has the shape of how the row fares, for want of a column of its own.</summary>
    [Parameter]
    public bool StatusInName { get; set; }

    /// <summary>A row's box was clicked.</summary>
    [Parameter]
    public EventCallback<(RowKey Key, bool Shift)> OnChoose { get; set; }

    [CascadingParameter] internal RowChoice Choice { get; set; } = null!;

    private int First => Math.Clamp(From, 0, Math.Max(0, Table.Count - 1));

    private int Last => Math.Min(Table.Count, First + Count);
}
