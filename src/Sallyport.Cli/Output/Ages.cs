namespace Sallyport.Cli.Output;

/// <summary>Times as people say them.</summary>
internal static class Ages
{
    public static string Since(DateTimeOffset? time) => time is { } at ? Short(DateTimeOffset.UtcNow - at) + " ago" : "-";

    public static string Until(DateTimeOffset? time) => time is { } at ? "in " + Short(at - DateTimeOffset.UtcNow) : "never";

    private static string Short(TimeSpan span) => span switch
    {
        { TotalSeconds: < 0 } => "0s",
        { TotalMinutes: < 2 } => $"{(int)span.TotalSeconds}s",
        { TotalHours: < 2 } => $"{(int)span.TotalMinutes}m",
        { TotalDays: < 2 } => $"{(int)span.TotalHours}h",
        _ => $"{(int)span.TotalDays}d",
    };
}
