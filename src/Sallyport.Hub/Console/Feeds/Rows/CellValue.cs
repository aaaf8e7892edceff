using System.Globalization;

namespace Sallyport.Hub.Console.Feeds.Rows;

/// <summary>The value behind the text of a cell: <c>10</c>, <c>3/4</c>, <c>5d3h</c>, <c>100Mi</c>.</summary>
public static class CellValue
{
    /// <summary>The value of a count, a ratio, a percentage, a duration in seconds, or a count with words after it such as <c>3 (5m ago)</c>.</summary>
    /// <param name="text">The cell.</param>
    /// <returns>Null where it is none of these.</returns>
    public static double? Number(ReadOnlySpan<char> text)
    {
        text = text.Trim();
        if (text.IndexOf(" (") is > 0 and var words)
        {
            text = text[..words];
        }

        if (text.IsEmpty || !(char.IsAsciiDigit(text[0]) || text[0] is '-' or '+' or '.'))
        {
            return null;
        }

        if (text.IndexOf('/') is > 0 and var slash)
        {
            return Plain(text[..slash]) is { } part && Plain(text[(slash + 1)..]) is { } whole ? Ratio(part, whole) : null;
        }

        return Plain(text[^1] == '%' ? text[..^1] : text) ?? Duration(text)?.TotalSeconds;
    }

    /// <summary>The value of an amount as Kubernetes writes it, after the grammar of <c>resource.Quantity</c>.</summary>
    /// <param name="text">The cell, such as <c>100Mi</c>, <c>250m</c> or <c>1e3</c>.</param>
    /// <returns>Null where it is none.</returns>
    public static double? Quantity(ReadOnlySpan<char> text)
    {
        text = text.Trim();
        var end = text.Length;
        while (end > 0 && char.IsAsciiLetter(text[end - 1]))
        {
            end--;
        }

        return Scale(text[end..]) is { } scale ? Plain(text[..end]) * scale : Plain(text);
    }

    /// <summary>The duration that a text such as <c>5d3h</c>, <c>90s</c> or <c>2y14d</c> says.</summary>
    /// <param name="text">Numbers, each with its unit: y, w, d, h, m, s or ms.</param>
    /// <returns>Null where it is none.</returns>
    public static TimeSpan? Duration(ReadOnlySpan<char> text)
    {
        var seconds = 0.0;
        if (text.IsEmpty)
        {
            return null;
        }

        while (!text.IsEmpty)
        {
            var digits = 0;
            while (digits < text.Length && (char.IsAsciiDigit(text[digits]) || text[digits] == '.'))
            {
                digits++;
            }

            var unit = digits;
            while (unit < text.Length && char.IsAsciiLetter(text[unit]))
            {
                unit++;
            }

            if (Plain(text[..digits]) is not { } count || Unit(text[digits..unit]) is not { } length)
            {
                return null;
            }

            seconds += count * length;
            text = text[unit..];
        }

        return seconds < TimeSpan.MaxValue.TotalSeconds ? TimeSpan.FromSeconds(seconds) : null;
    }

    private static double? Plain(ReadOnlySpan<char> text) =>
        double.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var value)
            ? value
            : null;

    // What is further from whole comes first; of two wholes, the smaller.
    private static double Ratio(double part, double whole) => whole == 0 ? 1 : (part / whole) + (whole * 1e-9);

    private static double? Unit(ReadOnlySpan<char> unit) => unit switch
    {
        "ms" => 0.001,
        "s" => 1,
        "m" => 60,
        "h" => 3600,
        "d" => 86_400,
        "w" => 604_800,
        "y" => 31_536_000,
        _ => null,
    };

    private static double? Scale(ReadOnlySpan<char> suffix) => suffix switch
    {
        "" => 1,
        "n" => 1e-9,
        "u" => 1e-6,
        "m" => 1e-3,
        "k" => 1e3,
        "M" => 1e6,
        "G" => 1e9,
        "T" => 1e12,
        "P" => 1e15,
        "E" => 1e18,
        "Ki" => 1024.0,
        "Mi" => 1048576.0,
        "Gi" => 1073741824.0,
        "Ti" => 1099511627776.0,
        "Pi" => 1125899906842624.0,
        "Ei" => 1152921504606846976.0,
        _ => null,
    };
}
