using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Sallyport.Cli.Tests.Api;

/// <summary>A real HTTP server on loopback that answers as told and remembers what it was asked.</summary>
internal sealed class HubStandIn : IAsyncDisposable
{
    private readonly WebApplication _app;

    private HubStandIn(WebApplication app) => _app = app;

    public Uri Address => new(_app.Urls.Single());

    public ConcurrentQueue<(string Line, string Authorization, string Body)> Asked { get; } = new();

    public static Task<HubStandIn> StartAsync(int status, string contentType, string body) => StartAsync((_, _) => (status, contentType, body));

    /// <param name="answer">From the request's line and body to what is answered.</param>
    public static async Task<HubStandIn> StartAsync(Func<string, string, (int Status, string ContentType, string Body)> answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.ConfigureEndpointDefaults(endpoint =>
            endpoint.Protocols = Microsoft.AspNetCore.Server.Kestrel.Core.HttpProtocols.Http1));
        var app = builder.Build();
        var hub = new HubStandIn(app);
        app.Run(async context =>
        {
            using var reader = new StreamReader(context.Request.Body);
            var (line, sent) = ($"{context.Request.Method} {context.Request.Path}{context.Request.QueryString}", await reader.ReadToEndAsync());
            hub.Asked.Enqueue((line, context.Request.Headers.Authorization.ToString(), sent));
            var (status, contentType, body) = answer(line, sent);
            context.Response.StatusCode = status;
            context.Response.ContentType = contentType;
            await context.Response.WriteAsync(body);
        });
        await app.StartAsync();
        return hub;
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();
}
