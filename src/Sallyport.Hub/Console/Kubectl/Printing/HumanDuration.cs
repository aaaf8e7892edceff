using System.Globalization;

namespace Sallyport.Hub.Console.Kubectl.Printing;

/// <summary>How long something lasted, to two units at most: the rules of <c>k8s.io/apimachinery/pkg/util/duration</c>.</summary>
internal static class HumanDuration
{
    public static string Since(DateTimeOffset? then, DateTimeOffset now) => then is { } time ? Of(now - time) : "<unknown>";

    public static string Of(TimeSpan span)
    {
        var (seconds, minutes, hours) = ((long)span.TotalSeconds, (long)span.TotalMinutes, (long)span.TotalHours);
        var days = hours / 24;
        return span switch
        {
            _ when seconds < -1 => "<invalid>",
            _ when seconds < 0 => "0s",
            _ when seconds < 120 => Part(seconds, "s"),
            _ when minutes < 10 => Part(minutes, "m") + Rest(seconds % 60, "s"),
            _ when minutes < 180 => Part(minutes, "m"),
            _ when hours < 8 => Part(hours, "h") + Rest(minutes % 60, "m"),
            _ when hours < 48 => Part(hours, "h"),
            _ when hours < 192 => Part(days, "d") + Rest(hours % 24, "h"),
            _ when hours < 24 * 365 * 2 => Part(days, "d"),
            _ when hours < 24 * 365 * 8 => Part(days / 365, "y") + Rest(days % 365, "d"),
            _ => Part(days / 365, "y"),
        };
    }

    private static string Rest(long count, string unit) => count == 0 ? "" : Part(count, unit);

    private static string Part(long count, string unit) => count.ToString(CultureInfo.InvariantCulture) + unit;
}
