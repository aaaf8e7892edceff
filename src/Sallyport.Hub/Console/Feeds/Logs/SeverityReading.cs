using System.Collections.Frozen;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Sallyport.Hub.Console.Feeds.Logs;

/// <summary>Finds what a line says of its own weight: a JSON member, a logfmt pair, klog's first letter, or a common word near its beginning.</summary>
internal static partial class SeverityReading
{
    private const int Beginning = 160;

    private static readonly FrozenDictionary<string, LogSeverity> Words = new Dictionary<string, LogSeverity>(StringComparer.OrdinalIgnoreCase)
    {
        ["trace"] = LogSeverity.Trace,
        ["verbose"] = LogSeverity.Trace,
        ["debug"] = LogSeverity.Debug,
        ["dbug"] = LogSeverity.Debug,
        ["info"] = LogSeverity.Info,
        ["information"] = LogSeverity.Info,
        ["notice"] = LogSeverity.Info,
        ["warn"] = LogSeverity.Warning,
        ["warning"] = LogSeverity.Warning,
        ["error"] = LogSeverity.Error,
        ["err"] = LogSeverity.Error,
        ["fail"] = LogSeverity.Error,
        ["severe"] = LogSeverity.Error,
        ["fatal"] = LogSeverity.Fatal,
        ["critical"] = LogSeverity.Fatal,
        ["crit"] = LogSeverity.Fatal,
        ["alert"] = LogSeverity.Fatal,
        ["emerg"] = LogSeverity.Fatal,
        ["emergency"] = LogSeverity.Fatal,
        ["panic"] = LogSeverity.Fatal,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string> Members =
        FrozenSet.Create(StringComparer.OrdinalIgnoreCase, "level", "lvl", "severity", "log.level", "loglevel", "levelname", "@l", "severity_text");

    public static LogSeverity Of(string text)
    {
        if (text.Length == 0)
        {
            return LogSeverity.None;
        }

        if (text[0] == '{' && OfJson(text) is not LogSeverity.None and var json)
        {
            return json;
        }

        if (Klog().IsMatch(text))
        {
            return text[0] switch { 'I' => LogSeverity.Info, 'W' => LogSeverity.Warning, 'E' => LogSeverity.Error, _ => LogSeverity.Fatal };
        }

        var beginning = text.Length > Beginning ? text[..Beginning] : text;
        return Pair().Match(text.Length > 1024 ? text[..1024] : text) is { Success: true } pair ? OfWord(pair.Groups[1].Value)
            : Word().Match(beginning) is { Success: true } word ? OfWord(word.Value.Trim('[', ']', '(', ')', '<', '>', ':', ' ', '|'))
            : LogSeverity.None;
    }

    private static LogSeverity OfWord(string word) => Words.GetValueOrDefault(word);

    private static LogSeverity OfJson(string text)
    {
        try
        {
            var reader = new Utf8JsonReader(System.Text.Encoding.UTF8.GetBytes(text));
            reader.Read();
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var isLevel = Members.Contains(reader.GetString()!);
                reader.Read();
                if (isLevel && reader.TokenType == JsonTokenType.String)
                {
                    return OfWord(reader.GetString()!);
                }

                if (isLevel && reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out var number))
                {
                    return OfNumber(number);
                }

                reader.Skip();
            }
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            // It only looks like JSON, or is cut.
        }

        return LogSeverity.None;
    }

    // As bunyan and pino count.
    private static LogSeverity OfNumber(int number) => number switch
    {
        < 10 => LogSeverity.None,
        < 20 => LogSeverity.Trace,
        < 30 => LogSeverity.Debug,
        < 40 => LogSeverity.Info,
        < 50 => LogSeverity.Warning,
        < 60 => LogSeverity.Error,
        _ => LogSeverity.Fatal,
    };

    [GeneratedRegex(@"^[IWEF]\d{4} \d\d:\d\d:\d\d", RegexOptions.CultureInvariant)]
    private static partial Regex Klog();

    [GeneratedRegex(@"(?:^|[\s,])(?:level|lvl|severity|loglevel)\s?=\s?""?([A-Za-z]+)", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Pair();

    // In capitals anywhere near the beginning; in small letters in brackets, or where the line begins and before a colon.
    [GeneratedRegex(@"(?<![A-Za-z0-9_])(?:TRACE|VERBOSE|DEBUG|INFO|NOTICE|WARN|WARNING|ERROR|SEVERE|FATAL|CRITICAL|PANIC)(?![A-Za-z0-9_])|[\[(<|]\s?(?i:trace|debug|info|notice|warn|warning|error|fatal|critical|crit|alert|emerg)\s?[\])>|]|^(?i:trace|dbug|debug|info|warn|warning|error|fail|fatal|crit|critical|panic)\s?:", RegexOptions.CultureInvariant)]
    private static partial Regex Word();
}
