using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Sallyport.Access.Enforcement;
using Sallyport.Access.Requests;
using Sallyport.Agent.Cluster;
using Sallyport.Agent.Forwarding;
using Sallyport.Agent.Reconciling;
using Sallyport.Tunnel.Protocol;

namespace Sallyport.Agent.Tests.Support;

/// <summary>The forwarder behind a real HTTP/2 server, asked as the hub asks it.</summary>
internal sealed class AgentUnderTest : IAsyncDisposable
{
    public const string User = "sallyport:alice";

    public static readonly string Group = Named(GroupVariant.Base, "shop");

    private static readonly string[] Known =
    [
        .. from variant in (GroupVariant[])[GroupVariant.Base, GroupVariant.Secrets, GroupVariant.KeysOnly, GroupVariant.Shell, GroupVariant.PortForward]
           from place in (string[])["", "shop"]
           select Named(variant, place),
        ImpersonatedGroup.Member.Name,
    ];

    private readonly WebApplication _app;
    private readonly KubernetesTransport _transport;

    private AgentUnderTest(WebApplication app, KubernetesTransport transport, int port)
    {
        _app = app;
        _transport = transport;
        Port = port;
        Hub = new HttpMessageInvoker(new Http2Only(new SocketsHttpHandler
        {
            UseProxy = false,
            UseCookies = false,
            AllowAutoRedirect = false,
            ConnectCallback = async (_, cancellationToken) =>
            {
                var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                await socket.ConnectAsync(IPAddress.Loopback, port, cancellationToken);
                return new NetworkStream(socket, ownsSocket: true);
            },
        }));
    }

    public HttpMessageInvoker Hub { get; }

    /// <summary>Where it is asked over HTTP/2 without TLS.</summary>
    public int Port { get; }

    public static async Task<AgentUnderTest> StartAsync(
        KubernetesEndpoint endpoint, string ownNamespace = "", Ceiling? ceiling = null, string[]? groups = null, params ImmutableArray<GroupCommands> commands)
    {
        var transport = new KubernetesTransport(endpoint);
        var applied = new AppliedGroups();
        applied.Replace(groups ?? Known, CommandLists.From(commands));
        var look = new SecondLook(ceiling ?? Ceiling.Admin, new OwnNamespace(ownNamespace), applied);
        var upgrades = new UpgradeForwarder(transport, look, TimeProvider.System, NullLogger<UpgradeForwarder>.Instance);
        var forwarder = new KubernetesForwarder(transport, look, upgrades, NullLogger<KubernetesForwarder>.Instance);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2));
        var app = builder.Build();
        app.Run(forwarder.HandleAsync);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new AgentUnderTest(app, transport, new Uri(app.Urls.First()).Port);
    }

    public static Task<AgentUnderTest> StartAsync(
        RecordingApiServer upstream, string ownNamespace = "", Ceiling? ceiling = null, string[]? groups = null, params ImmutableArray<GroupCommands> commands) =>
        StartAsync(KubernetesEndpoint.WithToken(upstream.Address, "forwarder-token"), ownNamespace, ceiling, groups, commands);

    /// <summary>The group that an honest hub names for a request of an admin.</summary>
    public static string GroupFor(string method, string target)
    {
        var parsed = RequestParser.Parse(method, target);
        return parsed.Understood
            ? Named(VariantOf(parsed.Request), parsed.Request.Namespace == "shop" ? "shop" : "")
            : Group;
    }

    public static HttpRequestMessage Request(string method, string target, string? user = User, string? group = null)
    {
        var request = new HttpRequestMessage(new HttpMethod(method), TunnelUri.Kubernetes(target))
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        if (user is not null)
        {
            request.Headers.TryAddWithoutValidation(TunnelHeaders.User, user);
        }

        request.Headers.TryAddWithoutValidation(TunnelHeaders.Group, group ?? GroupFor(method, target));
        request.Headers.TryAddWithoutValidation(TunnelHeaders.RequestId, Guid.NewGuid().ToString("D"));
        return request;
    }

    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage request) =>
        Hub.SendAsync(request, TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromSeconds(20));

    public Task<HttpResponseMessage> SendAsync(string method, string target) => SendAsync(Request(method, target));

    public async ValueTask DisposeAsync()
    {
        Hub.Dispose();
        using var now = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
        await _app.StopAsync(now.Token);
        await _app.DisposeAsync();
        _transport.Dispose();
    }

    private static string Named(GroupVariant variant, string place) => new ImpersonatedGroup("project-admin", 1, variant, place).Name;

    private static GroupVariant VariantOf(KubernetesRequest request) => (request.Resource, request.Subresource) switch
    {
        ("secrets", _) => GroupVariant.Secrets,
        (_, "exec" or "attach" or "ephemeralcontainers") => GroupVariant.Shell,
        (_, "portforward" or "proxy") => GroupVariant.PortForward,
        _ => GroupVariant.Base,
    };

    private sealed class Http2Only(HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            request.Version = HttpVersion.Version20;
            request.VersionPolicy = HttpVersionPolicy.RequestVersionExact;
            return base.SendAsync(request, cancellationToken);
        }
    }
}
