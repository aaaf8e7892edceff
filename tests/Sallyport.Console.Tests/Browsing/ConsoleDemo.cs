using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Sallyport.Hub.Hosting.Demo;

namespace Sallyport.Console.Tests.Browsing;

/// <summary>A demo of one class of tests, and browsers of its people, each signed in by the link that the demo printed.</summary>
public class ConsoleDemo : IAsyncLifetime
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(120);

    private readonly string _folder = Directory.CreateTempSubdirectory("sallyport-console-").FullName;
    private readonly StringWriter _said = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly Dictionary<string, string> _signedIn = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _signingIn = new(1);
    private Task<int> _running = Task.FromResult(0);
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <summary>How many clusters there are, and pods in each; 0 for the demo's own number.</summary>
    protected virtual (int Clusters, int Pods) Size => (1, 0);

    internal Uri Console { get; private set; } = null!;

    internal string Said => _said.ToString();

    public async ValueTask InitializeAsync()
    {
        var chromium = Chromium.Path();
        _running = DemoRun.RunAsync(
            new DemoOptions { Data = _folder, GatewayPort = 0, ConsolePort = 0, Clusters = Size.Clusters, Pods = Size.Pods == 0 ? null : Size.Pods },
            TextWriter.Synchronized(_said), _stop.Token);
        var limit = DateTimeOffset.UtcNow + StartLimit;
        while (!Said.Contains("Sallyport is ready", StringComparison.Ordinal))
        {
            (_running.IsCompleted || DateTimeOffset.UtcNow > limit).Should().BeFalse("the demo starts: {0}", Said);
            await Task.Delay(100);
        }

        Console = new Uri(Regex.Match(Said, @"console\s+(https://\S+)").Groups[1].Value);
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = chromium, Args = ["--no-sandbox"] });
    }

    /// <summary>A page of somebody's, signed in.</summary>
    internal async Task<ConsolePage> SignedInAsync(string person, int width = 1440, string theme = "light")
    {
        await _signingIn.WaitAsync();
        try
        {
            if (!_signedIn.ContainsKey(person))
            {
                await using var first = await OpenAsync(width, theme);
                await first.Page.GotoAsync(LinkOf(person));
                await first.Page.GetByRole(AriaRole.Button).ClickAsync();
                await first.Page.WaitForURLAsync(url => new Uri(url).AbsolutePath == "/");
                _signedIn[person] = await first.Page.Context.StorageStateAsync();
            }
        }
        finally
        {
            _signingIn.Release();
        }

        return await OpenAsync(width, theme, _signedIn[person]);
    }

    /// <summary>A page of a browser that nobody is signed in with.</summary>
    internal async Task<ConsolePage> OpenAsync(int width = 1440, string theme = "light", string? state = null)
    {
        var context = await _browser!.NewContextAsync(new BrowserNewContextOptions
        {
            IgnoreHTTPSErrors = true,
            BaseURL = Console.AbsoluteUri,
            StorageState = state,
            ColorScheme = theme == "dark" ? ColorScheme.Dark : ColorScheme.Light,
            ViewportSize = new ViewportSize { Width = width, Height = width < 600 ? 844 : 900 },
            Permissions = ["clipboard-read", "clipboard-write"],
        });
        return new ConsolePage(await context.NewPageAsync(), $"{width}-{theme}");
    }

    internal string LinkOf(string person) => Regex.Match(Said, $@"^\s+{person}\s+(https://\S+token=\S+)", RegexOptions.Multiline).Groups[1].Value;

    /// <summary>A change by the admin, at the API.</summary>
    internal async Task ChangeAsync(HttpMethod method, string path, object? body)
    {
        using var handler = new HttpClientHandler { ServerCertificateCustomValidationCallback = HttpClientHandler.DangerousAcceptAnyServerCertificateValidator };
        using var http = new HttpClient(handler) { BaseAddress = Console };
        var kubeconfig = await File.ReadAllTextAsync(Path.Combine(_folder, "kubeconfigs", "admin.yaml"));
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Regex.Match(kubeconfig, @"token: (\S+)").Groups[1].Value);
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
        using var response = await http.SendAsync(request);
        response.IsSuccessStatusCode.Should().BeTrue(await response.Content.ReadAsStringAsync());
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
        await _stop.CancelAsync();
        await _running;
        _stop.Dispose();
        _signingIn.Dispose();
        await _said.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
        GC.SuppressFinalize(this);
    }
}
