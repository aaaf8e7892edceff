using System.Collections.Immutable;
using System.Text.Json;

namespace Sallyport.Agent.Cluster;

/// <summary>
/// Keeps a collection's metadata in memory by list and watch. Every few minutes it lists anew, so that nothing missed is
/// missed for long; when the server is away it keeps what it last knew and tries again, ever more slowly.
/// </summary>
internal sealed partial class MetadataWatch(KubernetesApi api, string path, TimeProvider time, ILogger logger)
{
    private const int WatchSeconds = 300;
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);
    private volatile ImmutableSortedDictionary<string, ObjectMeta>? _current;

    /// <summary>The objects by name; null until the first list came.</summary>
    public ImmutableSortedDictionary<string, ObjectMeta>? Current => _current;

    /// <summary>Raised when an object came, went, or changed its identity, labels or generation.</summary>
    public ChangeSignal Changed { get; } = new();

    /// <summary>Whether the server does not have this collection.</summary>
    public bool IsMissing { get; private set; }

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var pause = FirstPause;
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                await ListAndWatchAsync(() => pause = FirstPause, cancellationToken);
                continue;
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
            catch (KubernetesApiException e) when (e.Code == StatusCodes.Status404NotFound)
            {
                IsMissing = true;
                pause = LongestPause;
            }
            catch (KubernetesApiException e) when (e.Code == StatusCodes.Status410Gone)
            {
                continue;
            }
            catch (Exception e) when (e is KubernetesApiException or KubernetesUnavailableException
                or HttpRequestException or IOException or JsonException or OperationCanceledException)
            {
                LogInterrupted(logger, path, pause.TotalSeconds, e.Message);
            }

            await PauseAsync(pause * (0.75 + (Random.Shared.NextDouble() / 2)), cancellationToken);
            pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
        }
    }

    private async Task ListAndWatchAsync(Action listed, CancellationToken cancellationToken)
    {
        var (items, version) = await api.ListAsync(
            path, "", KubernetesJson.Default.ObjectListAnyObject, cancellationToken);
        Publish(items.Select(i => i.Metadata).OfType<ObjectMeta>().Where(m => m.Name is not null)
            .ToImmutableSortedDictionary(m => m.Name!, m => m, StringComparer.Ordinal));
        listed();
        await foreach (var line in api.WatchAsync(path, version, WatchSeconds, cancellationToken))
        {
            Apply(line);
        }
    }

    private void Apply(WatchLine line)
    {
        var known = _current!;
        switch (line)
        {
            case { Type: "ADDED" or "MODIFIED", Object.Metadata: { Name: { } name } meta }:
                Publish(known.SetItem(name, meta));
                break;
            case { Type: "DELETED", Object.Metadata.Name: { } name }:
                Publish(known.Remove(name));
                break;
            case { Type: "ERROR" }:
                throw new KubernetesApiException(line.Object?.Code ?? 0, line.Object?.Message ?? "the watch ended with an error");
        }
    }

    private void Publish(ImmutableSortedDictionary<string, ObjectMeta> next)
    {
        var before = _current;
        IsMissing = false;
        if (before is not null && before.Count == next.Count && next.All(n => before.TryGetValue(n.Key, out var b) && Same(b, n.Value)))
        {
            return;
        }

        _current = next;
        Changed.Raise();
    }

    private static bool Same(ObjectMeta a, ObjectMeta b) =>
        ReferenceEquals(a, b)
        || (a.Uid == b.Uid && a.Generation == b.Generation && SameLabels(a.Labels ?? [], b.Labels ?? []));

    private static bool SameLabels(Dictionary<string, string> a, Dictionary<string, string> b) =>
        a.Count == b.Count && a.All(l => b.TryGetValue(l.Key, out var value) && value == l.Value);

    private async Task PauseAsync(TimeSpan pause, CancellationToken cancellationToken)
    {
        try
        {
            await Task.Delay(pause, time, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            // The loop's own condition ends it.
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Watching {Path} was interrupted; again in about {Seconds} s: {Problem}")]
    private static partial void LogInterrupted(ILogger logger, string path, double seconds, string problem);
}
