using System.Buffers;
using System.Globalization;
using System.IO.Pipelines;
using System.Text;
using Sallyport.Demo.Http;
using Sallyport.Demo.Resources;

namespace Sallyport.Demo.Logs;

/// <summary>pods/log.</summary>
internal sealed class LogEndpoint(LogSource source, TimeProvider time)
{
    public async Task HandleAsync(ResourceRequest request)
    {
        RequestTarget target = request.Target;
        string ns = request.Namespace, pod = request.Info.Name;
        string? container = target["container"];
        ContainerLog log = source.Open(ns, pod, container, target.Flag("previous"));
        bool timestamps = target.Flag("timestamps"), follow = target.Flag("follow");
        long budget = Number(request, "limitBytes") ?? long.MaxValue;
        DateTimeOffset? since = Since(request);

        request.Http.Response.ContentType = "text/plain";
        PipeWriter body = request.Http.Response.BodyWriter;
        DateTimeOffset now = time.GetUtcNow();
        long next = Start(log, now, Number(request, "tailLines"), since);
        while (true)
        {
            for (; next < log.Count(now) && budget > 0; next++)
            {
                byte[] line = Encoding.UTF8.GetBytes(log[next].Render(timestamps));
                body.Write(line.AsSpan(0, (int)Math.Min(budget, line.Length)));
                budget -= line.Length;
                if (body.UnflushedBytes > 64 << 10)
                {
                    await body.FlushAsync(request.Aborted).ConfigureAwait(false);
                }
            }

            await body.FlushAsync(request.Aborted).ConfigureAwait(false);
            if (!follow || budget <= 0 || log.HasEnded)
            {
                return;
            }

            await WaitAsync(log.Due(next), request.Aborted).ConfigureAwait(false);
            now = time.GetUtcNow();
            if (Again(ns, pod, container) is not { } current || current.Count(now) < next)
            {
                return;
            }

            log = current;
        }
    }

    private static long Start(ContainerLog log, DateTimeOffset now, long? tail, DateTimeOffset? since)
    {
        long count = log.Count(now), first = log.First(now);
        if (tail is { } lines)
        {
            first = Math.Max(first, count - Math.Max(0, lines));
        }

        if (since is not { } from)
        {
            return first;
        }

        // Lines are in order of time but for a jitter within one step: search, then step over the rest.
        long low = first, high = count;
        while (low < high)
        {
            long middle = low + ((high - low) / 2);
            (low, high) = log[middle].Time < from ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    // Looked at again at least each second, so that the end of the container is not missed.
    private async Task WaitAsync(DateTimeOffset due, CancellationToken cancellation)
    {
        TimeSpan wait = due - time.GetUtcNow() + TimeSpan.FromMilliseconds(20);
        TimeSpan longest = TimeSpan.FromSeconds(1);
        await Task.Delay(wait < TimeSpan.Zero ? TimeSpan.Zero : wait < longest ? wait : longest, time, cancellation)
            .ConfigureAwait(false);
    }

    private ContainerLog? Again(string ns, string pod, string? container)
    {
        try
        {
            return source.Open(ns, pod, container, previous: false);
        }
        catch (ApiException)
        {
            return null;
        }
    }

    private DateTimeOffset? Since(ResourceRequest request)
    {
        if (Number(request, "sinceSeconds") is { } seconds)
        {
            return time.GetUtcNow().AddSeconds(-seconds);
        }

        return request.Target["sinceTime"] is not { Length: > 0 } text ? null
            : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, out DateTimeOffset moment) ? moment
            : throw ApiException.BadRequest("sinceTime: Invalid value: must be an RFC 3339 time");
    }

    private static long? Number(ResourceRequest request, string key) => request.Target[key] is not { Length: > 0 } text ? null
        : long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long value) ? value
        : throw ApiException.BadRequest($"{key}: Invalid value: \"{text}\": must be a whole number");
}
