using System.Globalization;
using System.Text;
using Sallyport.Hub.Console.Feeds.Rows;

namespace Sallyport.Hub.Console.Kubectl.Commands;

/// <summary>The part of a log's query that flags say, and what a line of it says.</summary>
internal static class LogQuery
{
    /// <summary>With <c>-l</c>, kubectl shows that many lines of each unless told otherwise.</summary>
    private const int TailOfMany = 10;

    public static string Of(Invocation line)
    {
        var flags = line.Flags;
        var query = new StringBuilder();
        var tail = flags.Number("tail") ?? (flags.Has("selector") ? TailOfMany : -1);
        Add(query, "follow", flags.Is("follow") ? "true" : "");
        Add(query, "previous", flags.Is("previous") ? "true" : "");
        Add(query, "timestamps", flags.Is("timestamps") ? "true" : "");
        Add(query, "tailLines", tail >= 0 ? Text(tail) : "");
        Add(query, "limitBytes", flags.Number("limit-bytes") is { } bytes and > 0 ? Text(bytes) : "");
        Add(query, "sinceTime", flags.Text("since-time"));
        Add(query, "sinceSeconds", flags.Text("since") is { Length: > 0 } since ? Text(Seconds(since)) : "");
        return flags.Has("since") && flags.Has("since-time")
            ? throw new KubectlFault("error: at most one of `sinceTime` or `sinceSeconds` may be specified")
            : query.ToString();
    }

    /// <summary>A line without the carriage return that may end it.</summary>
    public static string Text(ReadOnlySpan<byte> line) => Encoding.UTF8.GetString(line is [.., (byte)'\r'] ? line[..^1] : line);

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static long Seconds(string since) => CellValue.Duration(since) is { } span && span >= TimeSpan.Zero
        ? (long)Math.Ceiling(span.TotalSeconds)
        : throw KubectlFault.Usage("logs", $"invalid argument \"{since}\" for \"--since\" flag: it takes a time such as 30s, 10m or 2h");

    private static void Add(StringBuilder query, string key, string value)
    {
        if (value.Length > 0)
        {
            query.Append(CultureInfo.InvariantCulture, $"&{key}={Uri.EscapeDataString(value)}");
        }
    }
}
