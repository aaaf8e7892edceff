using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Sallyport.Demo.Tables;

/// <summary>One column. Those with a priority above 0 are shown by <c>-o wide</c> alone.</summary>
internal sealed record Column(string Name, string Type = "string", int Priority = 0, string Format = "");

/// <summary>How one kind looks as a row. The name comes first and is not in the list, unless it says otherwise.</summary>
internal sealed record KindTable(
    ImmutableArray<Column> Columns, Func<JsonObject, DateTimeOffset, IReadOnlyList<JsonNode?>> Cells)
{
    public bool NamesItself { get; init; }
}
