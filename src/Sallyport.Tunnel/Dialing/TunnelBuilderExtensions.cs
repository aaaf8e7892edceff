using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Sallyport.Tunnel.Dialing;

/// <summary>Puts an application at the far end of a tunnel.</summary>
public static class TunnelBuilderExtensions
{
    private const int StreamWindow = 2 * 1024 * 1024;
    private const int MaxStreams = 1000;
    private const int MaxHeaders = 192 * 1024;

    /// <summary>Serves the application over a tunnel that is dialled, and dialled again, while the application runs.</summary>
    /// <param name="builder">The agent's application.</param>
    /// <param name="options">Where the hub is and who the agent is.</param>
    public static WebApplicationBuilder AddTunnel(this WebApplicationBuilder builder, TunnelClientOptions options)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(options);
        builder.Services.AddSingleton<IConnectionListenerFactory>(services =>
            new TunnelListenerFactory(options, services.GetRequiredService<ILoggerFactory>()));
        builder.Services.AddSingleton<IStartupFilter>(new EarlyAnswers(options.Clock));
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            SetLimits(kestrel.Limits);
            kestrel.AddServerHeader = false;
            kestrel.Listen(new TunnelEndPoint(options.Hub), listen => listen.Protocols = HttpProtocols.Http2);
        });
        return builder;
    }

    private static void SetLimits(KestrelServerLimits limits)
    {
        // A watch may be quiet for days and a client may read slowly: the hub decides what ends, pings find what is gone.
        limits.KeepAliveTimeout = Timeout.InfiniteTimeSpan;
        limits.MinRequestBodyDataRate = null;
        limits.MinResponseDataRate = null;
        limits.MaxRequestBodySize = null;

        // Above the gateway's own limits (a target of 32 KiB, headers of 64 KiB), so that its refusals are the ones seen.
        limits.MaxRequestLineSize = 64 * 1024;
        limits.MaxRequestHeadersTotalSize = MaxHeaders;
        limits.MaxRequestHeaderCount = 400;
        // The hub's end keeps to the total, which it is told. A limit of a single field it would run into, and a field that
        // is too long ends the connection with everyone's streams.
        limits.Http2.MaxRequestHeaderFieldSize = MaxHeaders;

        // Kestrel credits the connection's window only as the application reads. With room for every stream's window
        // no number of unread uploads can stop the others. It is credit, not memory.
        limits.Http2.MaxStreamsPerConnection = MaxStreams;
        limits.Http2.InitialStreamWindowSize = StreamWindow;
        limits.Http2.InitialConnectionWindowSize = int.MaxValue;

        limits.Http2.KeepAlivePingDelay = TimeSpan.FromSeconds(15);
        limits.Http2.KeepAlivePingTimeout = TimeSpan.FromSeconds(10);
    }
}
