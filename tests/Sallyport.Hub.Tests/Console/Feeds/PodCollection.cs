using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.AspNetCore.Http;

namespace Sallyport.Hub.Tests.Console.Feeds;

/// <summary>Pods as tables: a list in pages and watches that say what the test says.</summary>
internal sealed class PodCollection
{
    private const string Columns = """[{"name":"Name","type":"string","format":"name","priority":0},{"name":"Ready","type":"string","priority":0},{"name":"Status","type":"string","priority":0},{"name":"Restarts","type":"integer","priority":0},{"name":"Age","type":"string","priority":0},{"name":"Node","type":"string","priority":1}]""";
    private readonly ConcurrentDictionary<Channel<string?>, bool> _watches = new();

    public ConcurrentDictionary<string, string> Pods { get; } = new();

    public int Version { get; set; } = 100;

    public int Watches => _watches.Count;

    public static string Row(string name, string ns = "shop", string status = "Running", string ready = "1/1", int restarts = 0, string labels = "{}", int version = 7) =>
        $$$$"""{"cells":["{{{{name}}}}","{{{{ready}}}}","{{{{status}}}}",{{{{restarts}}}},"5d",null],"object":{"kind":"PartialObjectMetadata","apiVersion":"meta.k8s.io/v1","metadata":{"name":"{{{{name}}}}","namespace":"{{{{ns}}}}","uid":"{{{{Uid(ns, name)}}}}","resourceVersion":"{{{{version}}}}","creationTimestamp":"2029-12-31T12:00:00Z","labels":{{{{labels}}}},"managedFields":[{"manager":"kubelet","fieldsV1":{"f:status":{}}}]}}}""";

    public static Guid Uid(string ns, string name) => new(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(ns + name)).AsSpan(0, 16));

    public static string Event(string type, string row) =>
        $$$$"""{"type":"{{{{type}}}}","object":{"kind":"Table","apiVersion":"meta.k8s.io/v1","metadata":{},"columnDefinitions":null,"rows":[{{{{row}}}}]}}""";

    public static string Error(int code, string message) =>
        $$$$"""{"type":"ERROR","object":{"kind":"Status","apiVersion":"v1","status":"Failure","message":"{{{{message}}}}","reason":"Forbidden","code":{{{{code}}}} } }""";

    public static string Table(IEnumerable<string> rows, int version, string next = "", int remaining = 0) =>
        $$$$"""{"kind":"Table","apiVersion":"meta.k8s.io/v1","metadata":{"resourceVersion":"{{{{version}}}}","continue":"{{{{next}}}}","remainingItemCount":{{{{remaining}}}}},"columnDefinitions":{{{{Columns}}}},"rows":[{{{{string.Join(',', rows)}}}}]}""";

    public PodCollection With(params string[] names)
    {
        foreach (var name in names)
        {
            Pods[name] = Row(name);
        }

        return this;
    }

    public async Task AnswerAsync(HttpContext context)
    {
        if (context.Request.Query["watch"] == "true")
        {
            await WatchAsync(context);
            return;
        }

        var all = Pods.OrderBy(pod => pod.Key, StringComparer.Ordinal).Select(pod => pod.Value).ToArray();
        var from = int.TryParse(context.Request.Query["continue"], out var start) ? start : 0;
        var page = Math.Min(int.Parse(context.Request.Query["limit"].ToString(), null), PageSize);
        var to = Math.Min(all.Length, from + page);
        await StandInCluster.SayAsync(context, 200, Table(all[from..to], Version, to < all.Length ? $"{to}" : "", all.Length - to));
    }

    /// <summary>No page is longer than this, whatever was asked for.</summary>
    public int PageSize { get; set; } = int.MaxValue;

    /// <summary>Says an event to every watch there is; null ends them.</summary>
    public void Say(string? line)
    {
        foreach (var watch in _watches.Keys)
        {
            watch.Writer.TryWrite(line);
        }
    }

    private async Task WatchAsync(HttpContext context)
    {
        var events = Channel.CreateUnbounded<string?>();
        await context.Response.Body.FlushAsync();
        _watches[events] = true;
        try
        {
            await foreach (var line in events.Reader.ReadAllAsync(context.RequestAborted))
            {
                if (line is null)
                {
                    return;
                }

                await context.Response.WriteAsync(line + "\n", context.RequestAborted);
            }
        }
        finally
        {
            _watches.TryRemove(events, out _);
        }
    }
}
