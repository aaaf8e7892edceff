using System.Net;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace Sallyport.Demo;

/// <summary>
/// A Kubernetes API in this process, on a real socket of the loopback interface: tokens, impersonation and RBAC are
/// enforced as kube-apiserver enforces them, so that the second door is real here too.
/// </summary>
public sealed class DemoCluster : IAsyncDisposable
{
    private readonly WebApplication _app;

    private DemoCluster(WebApplication app, Uri endpoint, string forwarder, string reconciler, string admin)
    {
        _app = app;
        Endpoint = endpoint;
        ForwarderToken = forwarder;
        ReconcilerToken = reconciler;
        AdminToken = admin;
    }

    /// <summary>Where it listens: <c>http://127.0.0.1:PORT</c>, HTTP/1.1.</summary>
    public Uri Endpoint { get; }

    /// <summary>A bearer token that may impersonate users and groups, and nothing else.</summary>
    public string ForwarderToken { get; }

    /// <summary>A bearer token of the account that writes RBAC objects, held by the escalation check.</summary>
    public string ReconcilerToken { get; }

    /// <summary>A bearer token in <c>system:masters</c>.</summary>
    public string AdminToken { get; }

    /// <summary>The namespace of the agent's two service accounts.</summary>
    public static string AgentNamespace => "sallyport-agent";

    /// <summary>Starts a cluster on a port of its own.</summary>
    public static async Task<DemoCluster> StartAsync(
        DemoClusterOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0,
            endpoint => endpoint.Protocols = HttpProtocols.Http1));
        WebApplication app = builder.Build();
        app.Run(context => context.Response.WriteAsync("{}", context.RequestAborted));
        await app.StartAsync(cancellationToken).ConfigureAwait(false);
        IServerAddressesFeature addresses = app.Services
            .GetService(typeof(Microsoft.AspNetCore.Hosting.Server.IServer)) is Microsoft.AspNetCore.Hosting.Server.IServer server
            ? server.Features.Get<IServerAddressesFeature>()!
            : throw new InvalidOperationException("Kestrel is not there.");
        return new DemoCluster(app, new Uri(addresses.Addresses.First()), NewToken(), NewToken(), NewToken());
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync().ConfigureAwait(false);
        await _app.DisposeAsync().ConfigureAwait(false);
    }

    private static string NewToken() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(20));
}
