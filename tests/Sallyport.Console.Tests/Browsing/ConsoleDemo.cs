using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Sallyport.Hub.Hosting.Demo;

namespace Sallyport.Console.Tests.Browsing;

/// <summary>A demo of one class of tests, and browsers of its people, each signed in by the link that the demo printed.</summary>
public class ConsoleDemo : IAsyncLifetime
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(120);

    private readonly string _folder = Directory.CreateTempSubdirectory("sallyport-console-").FullName;
    private readonly StringWriter _said = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly HttpClient _http = new(new HttpClientHandler { ServerCertificateCustomValidationCallback = HttpClientHandler.DangerousAcceptAnyServerCertificateValidator });
    private Task<int> _running = Task.FromResult(0);
    private ConsoleBrowser? _browser;

    /// <summary>How many clusters there are, and pods in each; 0 for the demo's own number.</summary>
    protected virtual (int Clusters, int Pods) Size => (1, 0);

    /// <summary>How many of the clusters have their agent away; null for the demo's own number.</summary>
    protected virtual int? Away => null;

    internal Uri Console { get; private set; } = null!;

    internal string Said => _said.ToString();

    internal ConsoleBrowser Browser => _browser ?? throw new InvalidOperationException("not started");

    public async ValueTask InitializeAsync()
    {
        // Asked first: without a browser there is nothing to start.
        _ = Chromium.Path();
        _running = DemoRun.RunAsync(
            new DemoOptions { Data = _folder, GatewayPort = 0, ConsolePort = 0, Clusters = Size.Clusters, Away = Away, Pods = Size.Pods == 0 ? null : Size.Pods },
            TextWriter.Synchronized(_said), _stop.Token);
        var limit = DateTimeOffset.UtcNow + StartLimit;
        while (!Said.Contains("Sallyport is ready", StringComparison.Ordinal))
        {
            (_running.IsCompleted || DateTimeOffset.UtcNow > limit).Should().BeFalse("the demo starts: {0}", Said);
            await Task.Delay(100);
        }

        Console = new Uri(Regex.Match(Said, @"console\s+(https://\S+)").Groups[1].Value);
        _browser = await ConsoleBrowser.StartAsync(Console, () => Said);
    }

    /// <summary>A page of somebody's, signed in.</summary>
    internal Task<ConsolePage> SignedInAsync(string person, int width = 1440, string theme = "light", Uri? road = null) =>
        Browser.SignedInAsync(person, width, theme, road);

    /// <summary>A page of a browser that nobody is signed in with.</summary>
    internal Task<ConsolePage> OpenAsync(int width = 1440, string theme = "light") => Browser.OpenAsync(width, theme);

    internal string LinkOf(string person) => Browser.LinkOf(person);

    /// <summary>A change by the admin, at the API.</summary>
    internal async Task ChangeAsync(HttpMethod method, string path, object? body)
    {
        using var response = await AskAsync("admin", method, path, body);
        response.IsSuccessStatusCode.Should().BeTrue(await response.Content.ReadAsStringAsync());
    }

    /// <summary>What the API answers one of the demo's people.</summary>
    internal Task<HttpResponseMessage> AskAsync(string person, HttpMethod method, string path, object? body) =>
        SendAsync(person, new Uri(Console, path), method, body is null ? null : JsonContent.Create(body));

    /// <summary>What a cluster answers the admin, on the road that kubectl takes.</summary>
    internal async Task<JsonElement> AskClusterAsync(HttpMethod method, string path, string? body = null)
    {
        var gateway = Regex.Match(Said, @"gateway\s+(https://\S+)").Groups[1].Value;
        var kind = method == HttpMethod.Patch ? "application/merge-patch+json" : "application/json";
        using var content = body is null ? null : new StringContent(body, Encoding.UTF8, kind);
        using var response = await SendAsync("admin", new Uri($"{gateway}/clusters/demo{path}"), method, content);
        var said = await response.Content.ReadAsStringAsync();
        response.IsSuccessStatusCode.Should().BeTrue("{0} {1}: {2}", method, path, said);
        return JsonSerializer.Deserialize<JsonElement>(said);
    }

    /// <summary>Makes a pod in the shop and waits until it runs.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="spec">Its specification, in JSON.</param>
    internal async Task MakePodAsync(string name, string spec)
    {
        await AskClusterAsync(HttpMethod.Post, "/api/v1/namespaces/shop/pods", $$"""
            { "apiVersion": "v1", "kind": "Pod", "metadata": { "name": "{{name}}" }, "spec": {{spec}} }
            """);
        var limit = DateTimeOffset.UtcNow + StartLimit;
        while ((await AskClusterAsync(HttpMethod.Get, $"/api/v1/namespaces/shop/pods/{name}")).GetProperty("status").GetProperty("phase").GetString() != "Running")
        {
            (DateTimeOffset.UtcNow < limit).Should().BeTrue("the pod {0} runs", name);
            await Task.Delay(100);
        }
    }

    private async Task<HttpResponseMessage> SendAsync(string person, Uri address, HttpMethod method, HttpContent? content)
    {
        var kubeconfig = await File.ReadAllTextAsync(Path.Combine(_folder, "kubeconfigs", person + ".yaml"));
        using var request = new HttpRequestMessage(method, address) { Content = content };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Regex.Match(kubeconfig, @"token: (\S+)").Groups[1].Value);
        return await _http.SendAsync(request);
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _http.Dispose();
        await _stop.CancelAsync();
        await _running;
        _stop.Dispose();
        await _said.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
        GC.SuppressFinalize(this);
    }
}
