using System.Globalization;

namespace Sallyport.Hub.Limits;

/// <summary>How often something may happen: a steady rate, and how much of it may come at once after a quiet while.</summary>
/// <param name="PerSecond">The steady rate.</param>
/// <param name="Burst">What may come at once.</param>
internal sealed record Rate(int PerSecond, int Burst)
{
    private const int Most = 1_000_000;

    /// <summary>Reads <c>RATE/BURST</c>; null when it is not that.</summary>
    public static Rate? TryParse(string text) =>
        text.Split('/') is [var rate, var burst] && Number(rate) is { } perSecond && Number(burst) is { } atOnce
            ? new Rate(perSecond, atOnce)
            : null;

    private static int? Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > 0 and <= Most ? number : null;
}
