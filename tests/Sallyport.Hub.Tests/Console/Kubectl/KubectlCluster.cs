using System.Diagnostics;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Sallyport.Demo;
using Sallyport.Hub.Console.Feeds.Calls;

namespace Sallyport.Hub.Tests.Console.Kubectl;

/// <summary>
/// A cluster that a real kubectl and the terminal ask alike: the embedded one, and the one that <c>SALLYPORT_E2E_KUBECONFIG</c>
/// names, which the terminal reaches by <c>kubectl proxy</c>.
/// </summary>
public sealed class KubectlCluster : IAsyncLifetime
{
    private const string Version = "1.32";

    private readonly string _folder = Directory.CreateTempSubdirectory("sallyport-kubectl-").FullName;
    private readonly List<IDisposable> _owned = [];
    private DemoCluster? _demo;
    private Process? _proxy;

    /// <summary>The program; null where this machine has none.</summary>
    public static string? Program { get; } = new[]
    {
        Path.Combine(Environment.GetEnvironmentVariable("SALLYPORT_E2E_KUBECTL_DIR") ?? "", Version, "kubectl"),
        Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache/sallyport/kubectl", Version, "kubectl"),
    }.FirstOrDefault(File.Exists);

    /// <summary>The kubeconfig of a real cluster; null where none is named.</summary>
    public static string? RealKubeconfig => Environment.GetEnvironmentVariable("SALLYPORT_E2E_KUBECONFIG") is { Length: > 0 } named ? named : null;

    /// <summary>Calls of the terminal to the embedded cluster.</summary>
    public ClusterRoads Demo { get; private set; } = _ => throw new InvalidOperationException("not started");

    private string DemoKubeconfig => Path.Combine(_folder, "demo.yaml");

    public async ValueTask InitializeAsync()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=demo", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var issued = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        var certificate = X509CertificateLoader.LoadPkcs12(issued.Export(X509ContentType.Pfx), null);
        _owned.Add(certificate);
        _demo = await DemoCluster.StartAsync(new DemoClusterOptions { Certificate = certificate }, TestContext.Current.CancellationToken);
        Demo = Road(new HttpMessageInvoker(new Redirecting(_demo.Endpoint, _demo.AdminToken, certificate)));
        await File.WriteAllTextAsync(DemoKubeconfig, $$"""
            {"apiVersion":"v1","kind":"Config","current-context":"demo",
             "clusters":[{"name":"demo","cluster":{"server":"{{_demo.Endpoint}}","insecure-skip-tls-verify":true} }],
             "users":[{"name":"admin","user":{"token":"{{_demo.AdminToken}}"} }],
             "contexts":[{"name":"demo","context":{"cluster":"demo","user":"admin","namespace":"shop"} }]}
            """);
    }

    /// <summary>Calls of the terminal to the real cluster.</summary>
    public async Task<ClusterRoads> RealAsync()
    {
        _proxy = Start("proxy", "--port=0", "--kubeconfig", RealKubeconfig!);
        var said = await _proxy.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);
        return Road(new HttpMessageInvoker(new Redirecting(new Uri("http://" + said!.Split(' ')[^1]), null, null)));
    }

    /// <summary>What a real kubectl prints, both of its outputs in the order in which they came, and what it exits with.</summary>
    public async Task<(int Code, string Text)> KubectlAsync(bool real, string line)
    {
        var lines = new List<string>();
        using var process = new Process { StartInfo = StartInfo([.. Sallyport.Hub.Console.Kubectl.Parsing.WordSplitter.Split(line), "--kubeconfig", real ? RealKubeconfig! : DemoKubeconfig]) };
        process.OutputDataReceived += (_, data) => Keep(data.Data);
        process.ErrorDataReceived += (_, data) => Keep(data.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        lock (lines)
        {
            return (process.ExitCode, string.Join('\n', lines));
        }

        void Keep(string? text)
        {
            lock (lines)
            {
                lines.AddRange(text is null ? [] : [text]);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_proxy is not null)
        {
            _proxy.Kill();
            await _proxy.WaitForExitAsync(CancellationToken.None);
            _proxy.Dispose();
        }

        if (_demo is not null)
        {
            await _demo.DisposeAsync();
        }

        _owned.ForEach(owned => owned.Dispose());
        Directory.Delete(_folder, recursive: true);
    }

    private ClusterRoads Road(HttpMessageInvoker invoker)
    {
        _owned.Add(invoker);
        return _ => invoker;
    }

    private Process Start(params string[] arguments) => Process.Start(StartInfo(arguments))!;

    private ProcessStartInfo StartInfo(string[] arguments) => new(Program!, arguments)
    {
        RedirectStandardOutput = true,
        RedirectStandardError = true,
        Environment = { ["HOME"] = _folder, ["TZ"] = "UTC", ["KUBECONFIG"] = "" },
    };

    private sealed class Redirecting(Uri endpoint, string? token, X509Certificate2? certificate) : DelegatingHandler(new SocketsHttpHandler
    {
        SslOptions = { RemoteCertificateValidationCallback = (_, shown, _, _) => shown?.GetCertHashString() == certificate?.GetCertHashString() },
    })
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            request.RequestUri = new Uri(endpoint.GetLeftPart(UriPartial.Authority) + request.RequestUri!.PathAndQuery);
            request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
            return base.SendAsync(request, cancellationToken);
        }
    }
}
