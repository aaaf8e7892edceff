namespace Sallyport.Hub.Console.Feeds.Rows;

/// <summary>How the cells of a column are to be understood.</summary>
public enum ColumnKind
{
    /// <summary>Text; numbers within it count as numbers when it is sorted.</summary>
    Text,

    /// <summary>The object's name.</summary>
    Name,

    /// <summary>Whole or broken numbers, ratios such as <c>3/4</c>, durations such as <c>5d3h</c>.</summary>
    Number,

    /// <summary>Amounts as Kubernetes writes them, such as <c>100Mi</c> or <c>250m</c>.</summary>
    Quantity,

    /// <summary>True or false.</summary>
    Flag,

    /// <summary>The object's age: the cell is empty, and <see cref="Row.Created"/> says since when.</summary>
    Age,
}

/// <summary>A column, as the cluster's printer defines it.</summary>
/// <param name="Name">Its heading.</param>
/// <param name="Kind">How its cells are to be understood.</param>
/// <param name="Wide">Whether <c>kubectl get</c> shows it with <c>-o wide</c> alone.</param>
/// <param name="Description">What it says, in the cluster's words.</param>
public sealed record Column(string Name, ColumnKind Kind, bool Wide, string Description);
