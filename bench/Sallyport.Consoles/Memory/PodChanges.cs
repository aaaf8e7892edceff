using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Sallyport.Consoles.Hub;

namespace Sallyport.Consoles.Memory;

/// <summary>Changes pods of a cluster, so many a second, through the gateway: labels of pods at random, and now and then one is deleted.</summary>
internal sealed class PodChanges : IDisposable
{
    private const int OneInIsDeleted = 20;
    private const int AtOnce = 8;

    private readonly HttpClient _http;
    private readonly string _root;
    private int _made;
    private List<(string Namespace, string Name)> _pods = [];

    public PodChanges(HubReady hub, string cluster)
    {
        _http = new HttpClient(Loopback.Handler()) { BaseAddress = hub.Gateway };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", hub.Token);
        _root = $"/clusters/{cluster}/api/v1";
    }

    public int Count => _pods.Count;

    /// <summary>Changes made so far: fewer than asked for, where the machine cannot keep up.</summary>
    public int Made => _made;

    public async Task ReadAsync(CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, _root + "/pods");
        request.Headers.Add("Accept", "application/json;as=PartialObjectMetadataList;v=v1;g=meta.k8s.io,application/json");
        using var answer = await _http.SendAsync(request, cancellationToken);
        var list = await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>(cancellationToken);
        _pods = [.. list.GetProperty("items").EnumerateArray().Select(pod => pod.GetProperty("metadata"))
            .Select(metadata => (metadata.GetProperty("namespace").GetString()!, metadata.GetProperty("name").GetString()!))];
    }

    /// <summary>Makes a pod that never stops talking, and waits until it runs.</summary>
    public async Task CreateAsync(string name, CancellationToken cancellationToken)
    {
        var pod = $$$"""
            {"apiVersion":"v1","kind":"Pod","metadata":{"name":"{{{name}}}","annotations":{"sallyport.example/demo-behaviour":"chatty"}},
            "spec":{"containers":[{"name":"{{{name}}}","image":"registry.example.com/{{{name}}}:1.0"}]}}
            """;
        using var content = new StringContent(pod, new MediaTypeHeaderValue("application/json"));
        using var made = await _http.PostAsync($"{_root}/namespaces/default/pods", content, cancellationToken);
        made.EnsureSuccessStatusCode();
        string? phase = null;
        while (phase != "Running")
        {
            await Task.Delay(TimeSpan.FromMilliseconds(200), cancellationToken);
            var now = await _http.GetFromJsonAsync<JsonElement>($"{_root}/namespaces/default/pods/{name}", cancellationToken);
            phase = now.TryGetProperty("status", out var status) && status.TryGetProperty("phase", out var value) ? value.GetString() : null;
        }
    }

    /// <summary>Changes until cancelled; pods that are gone meanwhile are passed over.</summary>
    public Task RunAsync(int perSecond, CancellationToken cancellationToken) =>
        Task.WhenAll(Enumerable.Range(1, AtOnce).Select(seed => RunAsync(TimeSpan.FromSeconds((double)AtOnce / perSecond), new Random(seed), cancellationToken)));

    public void Dispose() => _http.Dispose();

    private async Task RunAsync(TimeSpan pause, Random random, CancellationToken cancellationToken)
    {
        for (var i = 0; !cancellationToken.IsCancellationRequested; i++)
        {
            await Task.Delay(pause, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            var (ns, name) = _pods[random.Next(_pods.Count)];
            using var request = new HttpRequestMessage(i % OneInIsDeleted == OneInIsDeleted - 1 ? HttpMethod.Delete : HttpMethod.Patch, $"{_root}/namespaces/{ns}/pods/{name}");
            if (request.Method == HttpMethod.Patch)
            {
                var patch = string.Create(CultureInfo.InvariantCulture, $"{{\"metadata\":{{\"labels\":{{\"bench/changed\":\"{i}\"}}}}}}");
                request.Content = new StringContent(patch, new MediaTypeHeaderValue("application/merge-patch+json"));
            }

            using var answer = await _http.SendAsync(request, CancellationToken.None);
            Interlocked.Increment(ref _made);
        }
    }
}
