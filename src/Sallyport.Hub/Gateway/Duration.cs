namespace Sallyport.Hub.Gateway;

/// <summary>Says how long something lasts, as a person would.</summary>
internal static class Duration
{
    public static string InWords(TimeSpan time) => time switch
    {
        { TotalSeconds: < 120 } => Count(time.TotalSeconds, "second"),
        { TotalMinutes: < 120 } => Count(time.TotalMinutes, "minute"),
        { TotalHours: < 48 } => Count(time.TotalHours, "hour"),
        _ => Count(time.TotalDays, "day"),
    };

    private static string Count(double amount, string unit)
    {
        var whole = Math.Max(0, (long)amount);
        return whole == 1 ? $"1 {unit}" : $"{whole} {unit}s";
    }
}
