using System.Globalization;
using Sallyport.Hub.Console.Feeds.Rows;

namespace Sallyport.Hub.Console.Kubectl.Describing;

/// <summary>Sums of amounts as Kubernetes writes them: CPU in thousandths where it is not whole, bytes in the largest unit that divides them.</summary>
internal static class AmountText
{
    private static readonly string[] Decimals = ["m", "", "k", "M", "G", "T", "P"];
    private static readonly string[] Units = ["", "Ki", "Mi", "Gi", "Ti", "Pi"];

    public static string Of(double amount, string what)
    {
        if (what == "cpu")
        {
            var thousandths = (long)Math.Round(amount * 1000);
            return thousandths == 0 ? "0" : thousandths % 1000 == 0 ? Text(thousandths / 1000) : Text(thousandths) + "m";
        }

        var (whole, unit) = ((long)Math.Round(amount), 0);
        while (whole != 0 && whole % 1024 == 0 && unit + 1 < Units.Length)
        {
            (whole, unit) = (whole / 1024, unit + 1);
        }

        return Text(whole) + Units[unit];
    }

    /// <summary>An amount as <c>resource.Quantity</c> writes it, whatever the way it was written in.</summary>
    public static string Canonical(string text)
    {
        if (CellValue.Quantity(text) is not { } amount || text.Contains('e', StringComparison.OrdinalIgnoreCase))
        {
            return text;
        }

        if (text.EndsWith('i'))
        {
            return Of(amount, "");
        }

        var (scaled, unit) = ((decimal)amount * 1000, 0);
        while (unit + 1 < Decimals.Length && scaled != 0 && scaled % 1000 == 0)
        {
            (scaled, unit) = (scaled / 1000, unit + 1);
        }

        return scaled == 0 ? "0" : scaled == decimal.Truncate(scaled) ? Text((long)scaled) + Decimals[unit] : text;
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
