using System.Data.Common;
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Sallyport.Hub.Api;
using Sallyport.Hub.Audit;
using Sallyport.Hub.Console.Doors;
using Sallyport.Hub.Fleet;
using Sallyport.Hub.Gateway;
using Sallyport.Hub.Identity;
using Sallyport.Hub.Identity.Pages;
using Sallyport.Hub.Limits;
using Sallyport.Hub.Policy;
using Sallyport.Hub.Storage;

namespace Sallyport.Hub.Hosting;

/// <summary>Puts the hub's parts together.</summary>
internal static class HubApplication
{
    /// <exception cref="StartFailure">Another hub has the data folder.</exception>
    public static WebApplication Build(HubOptions options, TimeProvider? time = null)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Configuration.Sources.Clear();
        HubLogging.Configure(builder.Logging, options.LogLevel);
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel => Listeners.Configure(kestrel, options));
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(5));
        builder.Services
            .AddSingleton(time ?? TimeProvider.System)
            .AddSingleton<IHostLifetime, CommandLifetime>()
            .AddSingleton(options)
            .AddSingleton(new GatewayNames { Names = options.GatewayNames })
            .AddSingleton(services => new GatewayAddress(services.GetRequiredService<GatewayNames>(), options.GatewayPort))
            .AddSingleton(new AgentImage(options.AgentImage))
            .AddSallyportStorage(new StorageOptions { DataFolder = options.DataFolder, PostgreSql = options.PostgreSql })
            .AddPolicy()
            .AddIdentity()
            .AddAudit(options.Audit)
            .AddLimits(options.Limits, options.TrustedProxies)
            .AddFleet()
            .AddGateway()
            .AddApi()
            .AddConsole();
        var app = Build(builder);
        app.Services.GetRequiredService<TrustedProxies>().Use(app);
        app.UseWebSockets();
        app.UseGateway();
        app.UseRouting();
        app.MapAccountPages();
        app.MapConsole();
        app.MapApi();
        return app;
    }

    private static WebApplication Build(WebApplicationBuilder builder)
    {
        try
        {
            return builder.Build();
        }
        catch (AuditUnavailableException failure)
        {
            throw new StartFailure($"{failure.Message} Choose another folder with --data.");
        }
    }

    /// <summary>Brings the store up to date and reads what must be known before the first request.</summary>
    /// <exception cref="StartFailure">The database does not answer, or refuses.</exception>
    public static async Task PrepareAsync(WebApplication app, CancellationToken cancellationToken)
    {
        var services = app.Services;
        try
        {
            await services.GetRequiredService<StoreMigration>().ApplyAsync(cancellationToken);
        }
        catch (DbException failure)
        {
            throw new StartFailure($"The database cannot be used: {failure.Message}");
        }

        await services.GetRequiredService<CertificateAuthorities>().LoadAsync(cancellationToken);
        await services.GetRequiredService<PolicySource>().ReloadAsync(cancellationToken);
        await services.GetRequiredService<ClusterRegistry>().LoadAsync(cancellationToken);
    }

    /// <summary>Says that a port is taken before anything is made; Kestrel's own attempt still has the last word.</summary>
    /// <exception cref="StartFailure">A port is taken, or may not be used.</exception>
    public static void CheckPorts(HubOptions options)
    {
        foreach (var port in new[] { options.GatewayPort, options.ConsolePort })
        {
            using var probe = new Socket(options.Address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            try
            {
                // As Kestrel binds: a port whose connections are only just closing is free.
                probe.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
                probe.Bind(new IPEndPoint(options.Address, port));
            }
            catch (SocketException failure)
            {
                throw new StartFailure(
                    $"Port {port} cannot be used: {failure.Message}. Choose other ports with --gateway-port and --console-port.");
            }
        }
    }

    /// <summary>Starts listening.</summary>
    /// <exception cref="StartFailure">A port is taken, or may not be used.</exception>
    public static async Task StartAsync(WebApplication app, CancellationToken cancellationToken)
    {
        try
        {
            await app.StartAsync(cancellationToken);
            app.Services.GetRequiredService<GatewayAddress>().Port = Ports(app).Gateway;
        }
        catch (IOException failure)
        {
            throw new StartFailure($"{failure.Message} Choose other ports with --gateway-port and --console-port.");
        }
        catch (SocketException failure)
        {
            throw new StartFailure($"The hub cannot listen: {failure.Message}. Choose other ports with --gateway-port and --console-port.");
        }
    }

    /// <summary>Waits until the hub is to stop; it must not go on without a part of it that failed.</summary>
    /// <returns>Whether it was asked to stop.</returns>
    public static async Task<bool> UntilStoppedAsync(WebApplication app, CancellationToken asked)
    {
        var failed = app.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        using var either = CancellationTokenSource.CreateLinkedTokenSource(asked, failed);
        await Task.Delay(Timeout.InfiniteTimeSpan, either.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return asked.IsCancellationRequested;
    }

    /// <summary>The ports the hub really listens on, in the order gateway, console.</summary>
    public static (int Gateway, int Console) Ports(WebApplication app)
    {
        var addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses;
        var ports = addresses.Select(address => new Uri(address).Port).ToArray();
        return (ports[0], ports[1]);
    }
}
