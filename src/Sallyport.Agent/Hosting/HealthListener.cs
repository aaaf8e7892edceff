namespace Sallyport.Agent.Hosting;

/// <summary>
/// The only port an agent ever listens on, in a pod alone: alive (<c>/healthz</c>) and connected to the hub (<c>/readyz</c>).
/// Nothing else is served there.
/// </summary>
internal sealed class HealthListener : IAsyncDisposable
{
    private readonly WebApplication _app;

    public HealthListener(int port, AgentHealth health)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.ListenAnyIP(port);
            kestrel.Limits.MaxRequestBodySize = 0;
            kestrel.Limits.MaxConcurrentConnections = 20;
        });
        _app = builder.Build();
        _app.Run(context =>
        {
            (context.Response.StatusCode, var line) = context.Request.Path.Value switch
            {
                "/healthz" => (StatusCodes.Status200OK, "ok"),
                "/readyz" => (health.IsConnected ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable, health.Line),
                _ => (StatusCodes.Status404NotFound, "not found"),
            };
            context.Response.ContentType = "text/plain";
            return context.Response.WriteAsync($"{line}\n", context.RequestAborted);
        });
    }

    public Task StartAsync(CancellationToken cancellationToken) => _app.StartAsync(cancellationToken);

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
