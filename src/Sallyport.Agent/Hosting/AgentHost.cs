using System.Security.Cryptography.X509Certificates;
using Sallyport.Agent.Control;
using Sallyport.Agent.Enrolment;
using Sallyport.Agent.Reconciling;
using Sallyport.Tunnel.Dialing;

namespace Sallyport.Agent.Hosting;

/// <summary>
/// A running agent: enrols if it must, then holds the tunnel and serves the hub through it until it is disposed. It starts at
/// once and waits for hub and cluster for as long as they take.
/// </summary>
public sealed partial class AgentHost : IAsyncDisposable
{
    private readonly AgentOptions _options;
    private readonly ILoggerFactory _loggers;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _stop = new();
    private readonly AgentHealth _health = new();
    private readonly HealthListener? _listener;
    private Task _running = Task.CompletedTask;

    private AgentHost(AgentOptions options, ILoggerFactory loggers)
    {
        _options = options;
        _loggers = loggers;
        _logger = loggers.CreateLogger<AgentHost>();
        _listener = options.HealthPort is { } port ? new HealthListener(port, _health) : null;
    }

    /// <summary>Ends when the agent did: of itself only by a fault of its own.</summary>
    public Task Completion => _running;

    /// <summary>Whether the hub holds a tunnel to it now.</summary>
    public bool IsConnected => _health.IsConnected;

    /// <summary>Starts an agent.</summary>
    public static async Task<AgentHost> StartAsync(
        AgentOptions options, ILoggerFactory loggers, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(loggers);
        var host = new AgentHost(options, loggers);
        if (host._listener is { } listener)
        {
            await listener.StartAsync(cancellationToken);
        }

        host._running = Task.Run(() => host.RunAsync(host._stop.Token), CancellationToken.None);
        return host;
    }

    /// <summary>Ends the tunnel, letting running answers finish for a moment, and everything else.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (_listener is not null)
        {
            await _listener.DisposeAsync();
        }

        _stop.Dispose();
    }

    private async Task RunAsync(CancellationToken cancellationToken)
    {
        LogStarting(_logger, AgentVersion.Text, _options.Hub.Authority, _options.Forwarder.Server, _options.Ceiling);
        if (_options.Forwarder.SkipTlsVerification || _options.Reconciler.SkipTlsVerification)
        {
            LogUnchecked(_logger);
        }

        await using var parts = new AgentParts(_options, _loggers);
        try
        {
            var keeper = new CertificateKeeper(
                parts.KeyStore(), Dial, _options, _loggers.CreateLogger<CertificateKeeper>());
            var certificate = await keeper.ObtainAsync(cancellationToken);
            using var reconciler = parts.Reconciler(new RbacNames(AgentKeys.ClusterIdOf(certificate)));
            await using var app = await ServeAsync(parts, reconciler, keeper, cancellationToken);
            using var stopping = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            Task[] background =
            [
                parts.Namespaces.RunAsync(stopping.Token),
                parts.Definitions.RunAsync(stopping.Token),
                parts.Discovery.RunAsync(parts.Definitions, stopping.Token),
                reconciler.RunAsync(stopping.Token),
                keeper.RenewAsync(stopping.Token),
            ];
            try
            {
                await await Task.WhenAny(background);
            }
            finally
            {
                LogStopping(_logger);
                await stopping.CancelAsync();
                await Task.WhenAll(background).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                parts.Drain.Stop();
                using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(3));
                await app.StopAsync(patience.Token);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
        }
        catch (Exception e)
        {
            LogFault(_logger, e);
            throw;
        }

        LogStopped(_logger);
    }

    private async Task<WebApplication> ServeAsync(
        AgentParts parts, Reconciler reconciler, CertificateKeeper keeper, CancellationToken cancellationToken)
    {
        var endpoints = parts.Endpoints(reconciler);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore();
        builder.Services.AddSingleton(_loggers);
        builder.AddTunnel(Dial(() => keeper.Certificate));
        var app = builder.Build();
        app.Run(endpoints.HandleAsync);
        await app.StartAsync(cancellationToken);
        return app;
    }

    private TunnelClientOptions Dial(X509Certificate2? certificate) => Dial(() => certificate);

    private TunnelClientOptions Dial(Func<X509Certificate2?> certificate) => new()
    {
        Hub = _options.Hub,
        HubAuthorities = _options.HubAuthorities,
        Certificate = certificate,
        Clock = _options.Clock,
        StatusChanged = _health.Tell,
    };

    [LoggerMessage(Level = LogLevel.Information, Message = "Sallyport agent {Version}: hub {Hub}, cluster {Server}, ceiling {Ceiling}")]
    private static partial void LogStarting(ILogger logger, string version, string hub, Uri server, Access.Enforcement.Ceiling ceiling);

    [LoggerMessage(Level = LogLevel.Warning, Message = "kube-apiserver's certificate goes unchecked, as the kubeconfig says (insecure-skip-tls-verify): whoever stands in between gets the agent's credential")]
    private static partial void LogUnchecked(ILogger logger);

    [LoggerMessage(Level = LogLevel.Information, Message = "Stopping")]
    private static partial void LogStopping(ILogger logger);

    [LoggerMessage(Level = LogLevel.Information, Message = "Stopped")]
    private static partial void LogStopped(ILogger logger);

    [LoggerMessage(Level = LogLevel.Critical, Message = "The agent ends by a fault of its own")]
    private static partial void LogFault(ILogger logger, Exception fault);
}
