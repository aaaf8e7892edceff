using System.Diagnostics;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Sallyport.Demo.Tests;

/// <summary>A demo cluster over TLS and a real kubectl that talks to it as its administrator.</summary>
public sealed class Kubectl : IAsyncLifetime
{
    private static readonly string[] Places =
    [
        .. new[] { "1.36", "1.32" }.Select(version => Path.Combine(
            Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache/sallyport/kubectl", version, "kubectl")),
        "/usr/local/bin/kubectl",
        "/usr/bin/kubectl",
    ];

    private readonly string _folder = Directory.CreateTempSubdirectory("sallyport-demo-").FullName;
    private X509Certificate2? _certificate;

    public DemoCluster Cluster { get; private set; } = null!;

    public static string? Program => Array.Find(Places, File.Exists);

    public async ValueTask InitializeAsync()
    {
        using RSA key = RSA.Create(2048);
        CertificateRequest request = new("CN=demo", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using X509Certificate2 issued = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        _certificate = X509CertificateLoader.LoadPkcs12(issued.Export(X509ContentType.Pfx), null);
        Cluster = await DemoCluster.StartAsync(
            new DemoClusterOptions { Certificate = _certificate }, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(Path.Combine(_folder, "config"), $$$"""
            apiVersion: v1
            kind: Config
            clusters: [{name: demo, cluster: {server: "{{{Cluster.Endpoint}}}", insecure-skip-tls-verify: true}}]
            users: [{name: admin, user: {token: "{{{Cluster.AdminToken}}}"}}]
            contexts: [{name: demo, context: {cluster: demo, user: admin}}]
            current-context: demo
            """, TestContext.Current.CancellationToken);
    }

    public string Write(string name, string content)
    {
        string path = Path.Combine(_folder, name);
        File.WriteAllText(path, content);
        return path;
    }

    public async Task<(int Exit, string Output, string Error)> RunAsync(string input, params string[] arguments)
    {
        Assert.SkipWhen(Program is null, "no kubectl is installed on this machine");
        ProcessStartInfo start = new(Program!, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["KUBECONFIG"] = Path.Combine(_folder, "config");
        start.Environment["HOME"] = _folder;
        start.Environment["KUBE_EDITOR"] = "sed -i s/EUR/SEK/";
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        Task<string> error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, await output, await error);
    }

    public async Task<string> SayAsync(params string[] arguments)
    {
        (int exit, string output, string error) = await RunAsync("", arguments);
        exit.Should().Be(0, "kubectl {0} said: {1}", string.Join(' ', arguments), error);
        return output;
    }

    public async ValueTask DisposeAsync()
    {
        await Cluster.DisposeAsync();
        _certificate?.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
