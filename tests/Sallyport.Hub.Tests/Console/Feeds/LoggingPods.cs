using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.AspNetCore.Http;

namespace Sallyport.Hub.Tests.Console.Feeds;

/// <summary>Pods whose containers write what the test says.</summary>
internal sealed class LoggingPods
{
    private readonly ConcurrentDictionary<string, string> _pods = new();
    private readonly Channel<string> _events = Channel.CreateUnbounded<string>();
    private readonly ConcurrentDictionary<string, Journal> _journals = new();

    public void Add(string name, string[] containers, int restarts = 0)
    {
        string Spec(string container) => $$"""{"name":"{{container}}"}""";
        string Status(string container) => $$$"""{"name":"{{{container}}}","containerID":"c://{{{name}}}","restartCount":{{{restarts}}},"state":{"running":{} } }""";
        string Of(string[] some, Func<string, string> one) => $"[{string.Join(',', some.Select(one))}]";
        string[] init = [.. containers.Where(c => c == "init")], main = [.. containers.Where(c => c is not ("init" or "debug"))], debug = [.. containers.Where(c => c == "debug")];
        var pod = $$$$"""
            {"kind":"Pod","apiVersion":"v1","metadata":{"name":"{{{{name}}}}","namespace":"shop","uid":"{{{{Guid.NewGuid()}}}}","resourceVersion":"8"},"spec":{"initContainers":{{{{Of(init, Spec)}}}},"containers":{{{{Of(main, Spec)}}}},"ephemeralContainers":{{{{Of(debug, Spec)}}}} },"status":{"initContainerStatuses":{{{{Of(init, Status)}}}},"containerStatuses":{{{{Of(main, Status)}}}},"ephemeralContainerStatuses":{{{{Of(debug, Status)}}}} } }
            """.Trim();
        _pods[name] = pod;
        _events.Writer.TryWrite($$"""{"type":"ADDED","object":{{pod}} }""");
    }

    /// <summary>Writes lines, each with its time.</summary>
    public Task WriteAsync(string container, params string[] lines) => JournalOf(container).WriteAsync(lines);

    /// <summary>Ends whatever reads the container's lines.</summary>
    public void Break(string container) => JournalOf(container).Break();

    public async Task AnswerAsync(HttpContext context)
    {
        var path = context.Request.Path.Value!;
        if (path.EndsWith("/log", StringComparison.Ordinal))
        {
            await JournalOf($"{path.Split('/')[^2]}/{context.Request.Query["container"]}").FollowAsync(context);
        }
        else if (context.Request.Query["watch"] == "true")
        {
            await context.Response.Body.FlushAsync();
            await foreach (var line in _events.Reader.ReadAllAsync(context.RequestAborted))
            {
                await context.Response.WriteAsync(line + "\n");
            }
        }
        else
        {
            await StandInCluster.SayAsync(context, 200, $$$"""{"kind":"PodList","metadata":{"resourceVersion":"9"},"items":[{{{string.Join(',', _pods.Values)}}}]}""");
        }
    }

    private Journal JournalOf(string container) => _journals.GetOrAdd(container, _ => new Journal());

    /// <summary>What one container has written: a reader begins at its beginning and follows.</summary>
    private sealed class Journal
    {
        private readonly Lock _gate = new();
        private readonly List<string> _lines = [];
        private TaskCompletionSource _more = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int _cut;

        public Task WriteAsync(string[] lines)
        {
            lock (_gate)
            {
                _lines.AddRange(lines);
            }

            return Wake();
        }

        public void Break()
        {
            Interlocked.Increment(ref _cut);
            _ = Wake();
        }

        public async Task FollowAsync(HttpContext context)
        {
            await context.Response.Body.FlushAsync();
            var cut = Volatile.Read(ref _cut);
            for (var next = 0; cut == Volatile.Read(ref _cut);)
            {
                var more = Volatile.Read(ref _more).Task;
                string[] lines;
                lock (_gate)
                {
                    lines = [.. _lines.Skip(next)];
                }

                next += lines.Length;
                if (lines.Length > 0)
                {
                    await context.Response.WriteAsync(string.Join('\n', lines) + "\n", context.RequestAborted);
                }
                else
                {
                    await more.WaitAsync(context.RequestAborted);
                }
            }
        }

        private Task Wake()
        {
            Interlocked.Exchange(ref _more, new(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();
            return Task.CompletedTask;
        }
    }
}
