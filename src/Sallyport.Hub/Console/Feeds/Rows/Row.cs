using System.Collections.Immutable;

namespace Sallyport.Hub.Console.Feeds.Rows;

/// <summary>One object as a table shows it. Immutable. All of its texts come from the cluster and are hostile until encoded.</summary>
public sealed class Row
{
    private readonly string[] _cells;
    private readonly long _created;

    internal Row(RowKey key, string name, string ns, DateTimeOffset? created, string[] cells)
    {
        (Key, Name, Namespace, _cells) = (key, name, ns, cells);
        _created = created?.UtcTicks ?? 0;
    }

    /// <summary>Which object it is.</summary>
    public RowKey Key { get; }

    /// <summary>Its cluster.</summary>
    public string Cluster => Key.Cluster;

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>Its namespace; empty outside of all.</summary>
    public string Namespace { get; }

    /// <summary>When it was made; null where it does not say.</summary>
    public DateTimeOffset? Created => _created == 0 ? null : new DateTimeOffset(_created, TimeSpan.Zero);

    /// <summary>Whether its deletion has begun.</summary>
    public bool Deleting { get; internal init; }

    /// <summary>Its labels.</summary>
    public RowLabels Labels { get; internal init; } = RowLabels.None;

    /// <summary>What it belongs to.</summary>
    public ImmutableArray<Owner> Owners { get; internal init; } = [];

    /// <summary>How it fares.</summary>
    public RowStatus Status { get; internal init; }

    /// <summary>A cell, by the column's place in <see cref="RowSnapshot.Columns"/>; empty where its cluster has no such column.</summary>
    /// <param name="column">The column's place.</param>
    public string this[int column] => column < _cells.Length ? _cells[column] ?? "" : "";

    internal long CreatedTicks => _created;

    internal int CellCount => _cells.Length;

    /// <summary>Whether nothing that a person could see is another.</summary>
    internal bool LooksLike(Row other) =>
        Name == other.Name && Namespace == other.Namespace && _created == other._created && Deleting == other.Deleting && Status == other.Status &&
        _cells.AsSpan().SequenceEqual(other._cells) && (ReferenceEquals(Labels, other.Labels) || Labels.SequenceEqual(other.Labels)) && Owners.SequenceEqual(other.Owners);

}
