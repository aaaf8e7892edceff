using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Sallyport.Access.Enforcement;
using Sallyport.Tunnel.Dialing;
using Sallyport.Tunnel.Enrollment;
using Sallyport.Tunnel.Protocol;

namespace Sallyport.Hub.Tests.Gateway;

/// <summary>What one request was when it reached the agent.</summary>
internal sealed record Received(string Method, string Target, string Host, IReadOnlyDictionary<string, string> Headers, string Body)
{
    /// <summary>The names of what came after the body.</summary>
    public IReadOnlyList<string> Trailers { get; init; } = [];
}

/// <summary>An agent that joins as any other does, writes down every Kubernetes request, and answers as it is told.</summary>
internal sealed class RecordingAgent : IAsyncDisposable
{
    private readonly WebApplication _app;

    private RecordingAgent(GatewayRig rig, X509Certificate2 certificate)
    {
        Certificate = certificate;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.AddTunnel(Dial(rig, certificate));
        _app = builder.Build();
        _app.Run(HandleAsync);
    }

    public X509Certificate2 Certificate { get; }

    public ConcurrentQueue<Received> Requests { get; } = new();

    public RequestDelegate Answer { get; set; } = OkAsync;

    /// <summary>What it says to the hub's own questions, where that is not what an honest agent says.</summary>
    public RequestDelegate? Lie { get; init; }

    /// <summary>Whose body is not read before the answer.</summary>
    public Predicate<HttpRequest> LeavesUnread { get; set; } = request => request.Host.Value == TunnelProtocol.UpgradeAuthority;

    public static async Task<RecordingAgent> JoinAsync(GatewayRig rig, string token, RequestDelegate? lie = null)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=whatever the agent likes", key, HashAlgorithmName.SHA256);
        var answer = await EnrollmentClient.EnrollAsync(
            Dial(rig, null),
            new EnrollmentRequest(token, Convert.ToBase64String(request.CreateSigningRequest()), "test"),
            CancellationToken.None);
        answer.Error.Should().BeNull();
        using var issued = X509Certificate2.CreateFromPem(answer.Certificate!);
        return await StartAsync(rig, issued.CopyWithPrivateKey(key), lie);
    }

    public static async Task<RecordingAgent> StartAsync(GatewayRig rig, X509Certificate2 certificate, RequestDelegate? lie = null)
    {
        var agent = new RecordingAgent(rig, certificate) { Lie = lie };
        await agent._app.StartAsync();
        return agent;
    }

    public static TunnelClientOptions Dial(GatewayRig rig, X509Certificate2? certificate) => new()
    {
        Hub = rig.Address,
        HubAuthorities = rig.Authorities,
        Certificate = () => certificate,
        Proxy = null,
        Backoff = new Backoff { First = TimeSpan.FromMilliseconds(10), Longest = TimeSpan.FromMilliseconds(100) },
    };

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private static Task OkAsync(HttpContext context)
    {
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync("""{"kind":"PodList"}""");
    }

    private async Task HandleAsync(HttpContext context)
    {
        if (context.Request.Host.Value == TunnelProtocol.ControlAuthority)
        {
            await (Lie ?? HonestAsync)(context);
            return;
        }

        using var reader = new StreamReader(context.Request.Body);
        var body = LeavesUnread(context.Request) ? "" : await reader.ReadToEndAsync();
        Requests.Enqueue(new Received(
            context.Request.Method,
            context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget,
            context.Request.Host.Value ?? "",
            context.Request.Headers.ToDictionary(h => h.Key, h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase),
            body)
        {
            Trailers = context.Request.SupportsTrailers() && context.Features.GetRequiredFeature<IHttpRequestTrailersFeature>() is { Available: true } trailers
                ? [.. trailers.Trailers.Keys]
                : [],
        });
        await Answer(context);
    }

    /// <summary>What an honest agent says to the hub's own questions.</summary>
    public static async Task HonestAsync(HttpContext context)
    {
        switch (context.Request.Path.Value)
        {
            case TunnelProtocol.FactsPath:
                await context.Response.WriteAsJsonAsync(
                    new AgentFacts
                    {
                        AgentVersion = "0.1.0",
                        InstanceId = "test",
                        KubernetesVersion = "v1.32.0",
                        Ceiling = "admin",
                        ClusterScopedResources = ["nodes", "namespaces"],
                    },
                    TunnelJson.Default.AgentFacts);
                break;
            case TunnelProtocol.NamespacesPath:
                var report = new NamespaceReport(NamespaceReport.Sync,
                    [.. new[] { "default", "shop", "other" }.Select(name => new NamespaceFacts(name, name, new Dictionary<string, string>()))]);
                await context.Response.WriteAsync(JsonSerializer.Serialize(report, TunnelJson.Default.NamespaceReport) + "\n");
                await context.Response.Body.FlushAsync();
                using (var over = CancellationTokenSource.CreateLinkedTokenSource(
                    context.RequestAborted, context.RequestServices.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping))
                {
                    await Task.Delay(Timeout.InfiniteTimeSpan, over.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                }

                break;
            case TunnelProtocol.WantedPath:
                var wanted = await JsonSerializer.DeserializeAsync(context.Request.Body, WantedSetJson.Default.WantedSet);
                await context.Response.WriteAsJsonAsync(
                    new WantedAck(wanted!.Epoch, wanted.Generation, []), TunnelJson.Default.WantedAck);
                break;
            default:
                context.Response.StatusCode = StatusCodes.Status404NotFound;
                break;
        }
    }
}
