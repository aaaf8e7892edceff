using System.Text.Json;
using Sallyport.Hub.Console.Feeds.Rows;

namespace Sallyport.Hub.Console.Kubectl.JsonPath;

/// <summary>How values compare: numbers by size, texts by letter in filters, and as people order them in <c>--sort-by</c>.</summary>
internal static class ValueOrder
{
    public static bool Holds(JsonElement left, string by, JsonElement right)
    {
        if (by is "==" or "!=" && left.ValueKind != right.ValueKind)
        {
            return by == "!=";
        }

        var order = Compare(left, right);
        return by switch
        {
            "==" => order == 0,
            "!=" => order != 0,
            "<" => order < 0,
            ">" => order > 0,
            "<=" => order <= 0,
            _ => order >= 0,
        };
    }

    /// <summary>For sorting: what is not there comes first, amounts by what they amount to.</summary>
    public static int CompareForSort(JsonElement? left, JsonElement? right) => (left, right) switch
    {
        (null, null) => 0,
        (null, _) => -1,
        (_, null) => 1,
        ({ ValueKind: JsonValueKind.String } a, { ValueKind: JsonValueKind.String } b) => CompareTexts(a.GetString()!, b.GetString()!),
        ({ } a, { } b) => Compare(a, b),
    };

    private static int CompareTexts(string a, string b) =>
        CellValue.Quantity(a) is { } left && CellValue.Quantity(b) is { } right ? left.CompareTo(right) : NaturalOrder.Compare(a, b);

    private static int Compare(JsonElement left, JsonElement right) => (left.ValueKind, right.ValueKind) switch
    {
        (JsonValueKind.Number, JsonValueKind.Number) => left.GetDouble().CompareTo(right.GetDouble()),
        _ => string.CompareOrdinal(PathWalk.Text(left), PathWalk.Text(right)),
    };
}
