using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Sallyport.Hub.Console.Feeds.Rows;

namespace Sallyport.Hub.Console.Tables;

/// <summary>One row. It is drawn anew when something of it is another, and then alone.</summary>
public sealed partial class TableLine
{
    private Row? _before;
    private (IReadOnlyList<TableColumn>, int, bool, bool, bool, string)? _drawn;
    private HashSet<string> _flashing = [];
    private bool _odd;

    /// <summary>The row.</summary>
    [Parameter, EditorRequired]
    public Row Row { get; set; } = null!;

    /// <summary>Its place in the table.</summary>
    [Parameter]
    public int Index { get; set; }

    /// <summary>The columns shown.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<TableColumn> Columns { get; set; } = [];

    /// <summary>Whether the visitor chose it.</summary>
    [Parameter]
    public bool Chosen { get; set; }

    /// <summary>Whether its panel is open.</summary>
    [Parameter]
    public bool Open { get; set; }

    /// <summary>Whether the object is no more, and the row stays for the pointer's sake.</summary>
    [Parameter]
    public bool Gone { get; set; }

    /// <summary>Whether it came or changed with this snapshot.</summary>
    [Parameter]
    public bool Changed { get; set; }

    /// <summary>Where it leads.</summary>
    [Parameter, EditorRequired]
    public string Href { get; set; } = "";

    /// <summary>Whether the name's cell has the shape of how the row fares.</summary>
    [Parameter]
    public bool StatusInName { get; set; }

    /// <summary>Its box was clicked.</summary>
    [Parameter]
    public EventCallback<(RowKey Key, bool Shift)> OnChoose { get; set; }

    private (IReadOnlyList<TableColumn>, int, bool, bool, bool, string) Drawn => (Columns, Index, Chosen, Open, Gone, Href);

    private string Class => (Open ? "table-open " : "") + (Gone ? "table-gone" : "");

    /// <inheritdoc/>
    protected override void OnInitialized() => (_before, _drawn) = (Row, Drawn);

    /// <inheritdoc/>
    protected override bool ShouldRender()
    {
        var now = Drawn;
        if (ReferenceEquals(Row, _before) && now == _drawn)
        {
            return false;
        }

        // A cell that changed flashes once; the class alternates, so that the next change begins the movement anew.
        _flashing = Changed && _before is { } before && !ReferenceEquals(before, Row)
            ? [.. Columns.Where(column => column.Of(before) != column.Of(Row)).Select(column => column.Key)]
            : [];
        _odd = !_odd;
        (_before, _drawn) = (Row, now);
        return true;
    }

    private string? Flash(TableColumn column) => !_flashing.Contains(column.Key) ? null : _odd ? "flash-a" : "flash-b";

    private Task Choose(MouseEventArgs click) => OnChoose.InvokeAsync((Row.Key, click.ShiftKey));
}
