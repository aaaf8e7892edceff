using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Sallyport.Hub.Tests.Console.Feeds;

/// <summary>A server on a real socket that answers as the test says.</summary>
internal sealed class StandInCluster : IAsyncDisposable
{
    private readonly WebApplication _app;

    private StandInCluster(WebApplication app, Func<HttpContext, Task> answer)
    {
        _app = app;
        Answer = answer;
    }

    public Uri Endpoint => new(_app.Urls.First());

    /// <summary>What it says from now on.</summary>
    public Func<HttpContext, Task> Answer { get; set; }

    /// <summary>Path and query of everything that was asked.</summary>
    public ConcurrentQueue<string> Asked { get; } = new();

    public Roads Roads => new Roads().With("a", Endpoint);

    public static async Task<StandInCluster> StartAsync(Func<HttpContext, Task> answer)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
            kestrel.Listen(IPAddress.Loopback, 0, endpoint => endpoint.Protocols = HttpProtocols.Http1));
        var app = builder.Build();
        var cluster = new StandInCluster(app, answer);
        app.Run(async context =>
        {
            cluster.Asked.Enqueue(context.Request.Path + context.Request.QueryString);
            try
            {
                await cluster.Answer(context);
            }
            catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
            {
                // The client has had enough.
            }
        });
        await app.StartAsync(TestContext.Current.CancellationToken);
        return cluster;
    }

    public static Task SayAsync(HttpContext context, int status, string body)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        return context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(body)).AsTask();
    }

    public static Task RefuseAsync(HttpContext context, int status, string message, params string[] namespaces)
    {
        var causes = string.Join(',', namespaces.Select(ns => $$"""{"reason":"AnsweredInNamespace","message":"{{ns}}","field":"metadata.namespace"}"""));
        return SayAsync(context, status, $$"""{"kind":"Status","apiVersion":"v1","status":"Failure","message":"{{message}}","reason":"Forbidden","details":{"causes":[{{causes}}]},"code":{{status}}}""");
    }

    public async ValueTask DisposeAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        await _app.StopAsync(patience.Token);
        await _app.DisposeAsync();
    }
}
