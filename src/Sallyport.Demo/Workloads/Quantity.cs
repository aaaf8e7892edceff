using System.Globalization;

namespace Sallyport.Demo.Workloads;

/// <summary>The few forms of resource quantities that workloads use.</summary>
internal static class Quantity
{
    public static long? Millicores(string? text) => text is null ? null
        : text.EndsWith('m') ? Whole(text[..^1])
        : double.TryParse(text, CultureInfo.InvariantCulture, out double cores) ? (long)(cores * 1000) : null;

    public static long? Kibibytes(string? text) => text switch
    {
        null => null,
        [.. var number, 'K', 'i'] => Whole(number),
        [.. var number, 'M', 'i'] => Whole(number) << 10,
        [.. var number, 'G', 'i'] => Whole(number) << 20,
        _ => Whole(text) >> 10,
    };

    private static long? Whole(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long value) ? value : null;
}
