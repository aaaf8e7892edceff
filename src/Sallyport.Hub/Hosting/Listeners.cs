using System.Security.Authentication;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Sallyport.Hub.Fleet;
using Sallyport.Hub.Gateway;
using Sallyport.Hub.Limits;

namespace Sallyport.Hub.Hosting;

/// <summary>The hub's two doors in Kestrel, and how much of a request they read at all.</summary>
internal static class Listeners
{
    // Above the gateway's own limits, so that what is too long is refused with a Status that says so.
    private const int LongestRequestLine = 1280 * 1024;
    private const int LongestHeaders = 128 * 1024;

    public static void Configure(KestrelServerOptions kestrel, HubOptions options)
    {
        kestrel.AddServerHeader = false;
        var limits = kestrel.Limits;
        limits.MaxConcurrentConnections = options.Limits.Connections;
        limits.MaxConcurrentUpgradedConnections = options.Limits.Connections;
        limits.MaxRequestLineSize = LongestRequestLine;
        limits.MaxRequestBufferSize = 2 * LongestRequestLine;
        limits.MaxRequestHeadersTotalSize = LongestHeaders;
        limits.MaxRequestHeaderCount = 200;
        limits.MaxRequestBodySize = null;
        limits.RequestHeadersTimeout = options.Limits.HeadersTime;
        limits.MinRequestBodyDataRate = new MinDataRate(bytesPerSecond: 16, gracePeriod: options.Limits.BodyPause);
        // An answer may be read as slowly as a person scrolls.
        limits.MinResponseDataRate = null;
        limits.Http2.MaxRequestHeaderFieldSize = LongestHeaders;
        limits.Http2.MaxStreamsPerConnection = 1000;
        limits.Http2.KeepAlivePingDelay = TimeSpan.FromSeconds(30);
        limits.Http2.KeepAlivePingTimeout = TimeSpan.FromSeconds(20);

        kestrel.Listen(options.Address, options.GatewayPort, listen => Stamp(listen, ListenerKind.Gateway));
        kestrel.Listen(options.Address, options.ConsolePort, listen => Stamp(listen, ListenerKind.Console));
    }

    private static void Stamp(ListenOptions listen, ListenerKind kind)
    {
        listen.Protocols = HttpProtocols.Http1AndHttp2;
        listen.Use(next => connection =>
        {
            connection.Features.Set(new ListenerFeature(kind));
            return next(connection);
        });
        var limit = listen.ApplicationServices.GetRequiredService<ConnectionLimit>();
        listen.Use(next => connection => limit.PassAsync(connection, next, kind == ListenerKind.Gateway ? "kubernetes" : "api"));
        var certificate = listen.ApplicationServices.GetRequiredService<ServerCertificate>();
        listen.UseHttps(https =>
        {
            https.SslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13;
            // Asked for each handshake: a renewed certificate needs no restart, and only so is the SNI name told on.
            https.ServerCertificateSelector = (_, _) => certificate.Current;
        });
    }
}
