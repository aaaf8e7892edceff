using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Sallyport.Demo;

/// <summary>
/// A Kubernetes API in this process, on a real socket of the loopback interface: tokens, impersonation and RBAC are
/// enforced as kube-apiserver enforces them, so that the second door is real here too.
/// </summary>
public sealed class DemoCluster : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ClusterParts _parts;

    private DemoCluster(WebApplication app, ClusterParts parts)
    {
        _app = app;
        _parts = parts;
        Endpoint = new Uri(app.Urls.First());
    }

    /// <summary>Where it listens: <c>http://127.0.0.1:PORT</c>, HTTP/1.1; HTTPS when it was given a certificate.</summary>
    public Uri Endpoint { get; }

    /// <summary>A bearer token that may impersonate users and groups, and nothing else.</summary>
    public string ForwarderToken => _parts.ForwarderToken;

    /// <summary>A bearer token of the account that writes RBAC objects, held by the escalation check.</summary>
    public string ReconcilerToken => _parts.ReconcilerToken;

    /// <summary>A bearer token in <c>system:masters</c>.</summary>
    public string AdminToken => _parts.AdminToken;

    /// <summary>The namespace of the agent's two service accounts, <c>forwarder</c> and <c>reconciler</c>.</summary>
    public static string AgentNamespace => "sallyport-agent";

    /// <summary>Starts a cluster on a port of its own.</summary>
    public static async Task<DemoCluster> StartAsync(
        DemoClusterOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Limits.MinRequestBodyDataRate = null;
            kestrel.Limits.MinResponseDataRate = null;
            kestrel.Listen(IPAddress.Loopback, 0, endpoint =>
            {
                endpoint.Protocols = HttpProtocols.Http1;
                if (options.Certificate is { } certificate)
                {
                    endpoint.Protocols = HttpProtocols.Http1AndHttp2;
                    endpoint.UseHttps(certificate);
                }
            });
        });
        builder.Services.AddSingleton<IHostLifetime, OwnersLifetime>();
        WebApplication app = builder.Build();
        ClusterParts parts = new(options, app.Services.GetRequiredService<ILoggerFactory>());
        app.UseWebSockets();
        app.Run(parts.Server.HandleAsync);
        await app.StartAsync(cancellationToken).ConfigureAwait(false);
        parts.Loop.Start();
        return new DemoCluster(app, parts);
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _parts.Loop.DisposeAsync().ConfigureAwait(false);
        using CancellationTokenSource patience = new(TimeSpan.FromSeconds(1));
        await _app.StopAsync(patience.Token).ConfigureAwait(false);
        await _app.DisposeAsync().ConfigureAwait(false);
    }

    // It lives as long as its owner says: the process's signals are not its to take.
    private sealed class OwnersLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
