using System.Collections.Immutable;
using Sallyport.Access.Enforcement;

namespace Sallyport.Agent.Cluster;

/// <summary>
/// What resources the cluster has. Read group by group, as every version of Kubernetes offers it; a group that cannot be read
/// (its aggregated server is away) keeps what it had, so that nobody's roles shrink by a passing fault.
/// </summary>
internal sealed partial class ClusterDiscovery(KubernetesApi api, TimeProvider time, ILogger<ClusterDiscovery> logger) : IDisposable
{
    private const int AtOnce = 8;
    private static readonly TimeSpan Refresh = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Settle = TimeSpan.FromSeconds(1);

    private readonly Dictionary<string, List<ApiResource>> _known = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _reading = new(1);
    private ImmutableArray<DiscoveredResource>? _current;

    /// <summary>Raised when the resources changed.</summary>
    public ChangeSignal Changed { get; } = new();

    /// <summary>The resources, read now if they never were.</summary>
    public async Task<ImmutableArray<DiscoveredResource>> GetAsync(CancellationToken cancellationToken) =>
        _current ?? await ReadAsync(cancellationToken);

    /// <summary>Reads again every few minutes, and soon after a custom resource definition changed.</summary>
    public async Task RunAsync(MetadataWatch definitions, CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            var changed = definitions.Changed.Next;
            try
            {
                await ReadAsync(cancellationToken);
                await changed.WaitAsync(Refresh, time, cancellationToken);

                // A definition is served a moment after it is stored.
                await Task.Delay(Settle, time, cancellationToken);
            }
            catch (TimeoutException)
            {
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e) when (e is KubernetesApiException or KubernetesUnavailableException or OperationCanceledException)
            {
                LogFailed(logger, e.Message);
                await Task.Delay(Settle * 5, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    public void Dispose() => _reading.Dispose();

    private async Task<ImmutableArray<DiscoveredResource>> ReadAsync(CancellationToken cancellationToken)
    {
        await _reading.WaitAsync(cancellationToken);
        try
        {
            var groups = await api.GetAsync("/apis", KubernetesJson.Default.ApiGroupList, cancellationToken);
            var paths = (groups.Groups ?? [])
                .SelectMany(g => (g.Versions ?? []).Select(v => (Group: g.Name ?? "", Path: $"/apis/{v.GroupVersion}")))
                .Prepend((Group: "", Path: "/api/v1"))
                .ToList();
            var lists = new ApiResourceList?[paths.Count];
            await Parallel.ForAsync(
                0,
                paths.Count,
                new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
                async (i, ct) => lists[i] = await ReadGroupAsync(paths[i].Path, ct));
            var next = Merge(paths, lists);
            if (_current is not { } before || !Same(before, next))
            {
                _current = next;
                Changed.Raise();
            }

            return _current.Value;
        }
        finally
        {
            _reading.Release();
        }
    }

    private async Task<ApiResourceList?> ReadGroupAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            return await api.GetAsync(path, KubernetesJson.Default.ApiResourceList, cancellationToken);
        }
        catch (Exception e) when (e is KubernetesApiException or KubernetesUnavailableException)
        {
            LogGroupFailed(logger, path, e.Message);
            return null;
        }
    }

    private ImmutableArray<DiscoveredResource> Merge(List<(string Group, string Path)> paths, ApiResourceList?[] lists)
    {
        var found = new SortedDictionary<(string Group, string Resource), (bool Namespaced, SortedSet<string> Verbs)>();
        for (var i = 0; i < paths.Count; i++)
        {
            if (lists[i]?.Resources is { } read)
            {
                _known[paths[i].Path] = read;
            }

            foreach (var resource in _known.GetValueOrDefault(paths[i].Path) ?? [])
            {
                var key = (paths[i].Group, resource.Name ?? "");
                if (!found.TryGetValue(key, out var entry))
                {
                    found[key] = entry = (resource.Namespaced, new SortedSet<string>(StringComparer.Ordinal));
                }

                entry.Verbs.UnionWith(resource.Verbs ?? []);
            }
        }

        return [.. found.Select(f => new DiscoveredResource(f.Key.Group, f.Key.Resource, f.Value.Namespaced, [.. f.Value.Verbs]))];
    }

    private static bool Same(ImmutableArray<DiscoveredResource> a, ImmutableArray<DiscoveredResource> b) =>
        a.Length == b.Length && a.Zip(b).All(p =>
            p.First.ApiGroup == p.Second.ApiGroup && p.First.Resource == p.Second.Resource
            && p.First.Namespaced == p.Second.Namespaced && p.First.Verbs.SequenceEqual(p.Second.Verbs));

    [LoggerMessage(Level = LogLevel.Warning, Message = "Discovery failed; again shortly: {Problem}")]
    private static partial void LogFailed(ILogger logger, string problem);

    [LoggerMessage(Level = LogLevel.Debug, Message = "Discovery of {Path} failed; what was known of it stays: {Problem}")]
    private static partial void LogGroupFailed(ILogger logger, string path, string problem);
}
