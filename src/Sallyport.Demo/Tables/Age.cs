using System.Globalization;

namespace Sallyport.Demo.Tables;

/// <summary>Spans of time as kubectl shows them: two units while it is young, one when it is old.</summary>
internal static class Age
{
    public static string Since(string? moment, DateTimeOffset now) => Parse(moment) is { } then ? Span(now - then) : "<unknown>";

    public static DateTimeOffset? Parse(string? moment) => DateTimeOffset.TryParse(
        moment, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset then) ? then : null;

    public static string Span(TimeSpan span)
    {
        long seconds = (long)span.TotalSeconds, minutes = seconds / 60, hours = minutes / 60, days = hours / 24;
        return seconds switch
        {
            < 0 => "0s",
            < 120 => $"{seconds}s",
            _ when minutes < 10 => Two(minutes, "m", seconds % 60, "s"),
            _ when hours < 3 => $"{minutes}m",
            _ when hours < 8 => Two(hours, "h", minutes % 60, "m"),
            _ when hours < 48 => $"{hours}h",
            _ when days < 8 => Two(days, "d", hours % 24, "h"),
            _ when days < 730 => $"{days}d",
            _ when days < 2920 => Two(days / 365, "y", days % 365, "d"),
            _ => $"{days / 365}y",
        };
    }

    private static string Two(long major, string majorUnit, long minor, string minorUnit) =>
        minor == 0 ? $"{major}{majorUnit}" : $"{major}{majorUnit}{minor}{minorUnit}";
}
