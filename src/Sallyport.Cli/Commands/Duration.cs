using System.CommandLine.Parsing;
using System.Globalization;

namespace Sallyport.Cli.Commands;

/// <summary>Durations as <c>30m</c>, <c>2h</c> or <c>7d</c>.</summary>
internal static class Duration
{
    /// <summary>For an option's CustomParser: reports what is allowed instead of throwing.</summary>
    public static TimeSpan? Parse(ArgumentResult result)
    {
        var text = result.Tokens is [var token] ? token.Value : "";
        if (TryParse(text) is { } duration)
        {
            return duration;
        }

        result.AddError($"'{text}' is not a duration. Write it as 30m, 2h or 7d.");
        return null;
    }

    public static TimeSpan? TryParse(string text)
    {
        if (text.Length < 2 || !int.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var count) || count == 0)
        {
            return null;
        }

        return text[^1] switch
        {
            's' => TimeSpan.FromSeconds(count),
            'm' => TimeSpan.FromMinutes(count),
            'h' => TimeSpan.FromHours(count),
            'd' => TimeSpan.FromDays(count),
            _ => null,
        };
    }
}
