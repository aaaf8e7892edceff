using Sallyport.Hub.Identity;
using Sallyport.Hub.Limits;

namespace Sallyport.Hub.Hosting.Demo;

/// <summary>A hub, its fleet and its three people, in one process and one folder.</summary>
internal static class DemoRun
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public static async Task<int> RunAsync(DemoOptions options, TextWriter output, CancellationToken cancellationToken)
    {
        var hub = new HubOptions
        {
            DataFolder = options.Data,
            GatewayPort = options.GatewayPort,
            ConsolePort = options.ConsolePort,
            LogLevel = options.Verbose ? LogLevel.Information : LogLevel.Warning,
            // One machine plays every part here, and whoever measures the road should not measure the limits.
            Limits = new HubLimits { RequestsPerUser = null, ApiRequestsPerUser = null },
        };
        HubApplication.CheckPorts(hub);
        DataFolder.Create(options.Data);
        await using var app = HubApplication.Build(hub);
        var signIn = new DemoSignIn(TimeProvider.System);
        signIn.Map(app);
        await HubApplication.PrepareAsync(app, cancellationToken);
        if (await app.Services.GetRequiredService<DemoSeed>().ApplyAsync(cancellationToken))
        {
            await DemoExamples.ApplyAsync(app.Services, cancellationToken);
        }

        await HubApplication.StartAsync(app, cancellationToken);
        try
        {
            return await RunAsync(app, options, signIn, output, cancellationToken) ? 0 : 1;
        }
        catch (OperationCanceledException)
        {
            // Ctrl-C while it starts.
            return 0;
        }
        finally
        {
            using var brief = new CancellationTokenSource(TimeSpan.FromSeconds(5));
            await app.StopAsync(brief.Token);
        }
    }

    private static async Task<bool> RunAsync(
        WebApplication app, DemoOptions options, DemoSignIn signIn, TextWriter output, CancellationToken cancellationToken)
    {
        // Left first when the demo stops, while the hub still listens: the agents' goodbye is a proper one.
        await using var agents = new DemoAgents(app.Services, options);
        var present = await agents.StartAsync(cancellationToken);
        var kubeconfigs = await DemoKubeconfigs.WriteAsync(app.Services, options.Data, cancellationToken);
        await output.WriteLineAsync(DemoWelcome.Write(app, options, kubeconfigs, signIn));
        await agents.WaitUntilInStepAsync(present, Patience, cancellationToken);
        await agents.SendAwayAsync(cancellationToken);
        await output.WriteLineAsync("Sallyport is ready");
        await output.FlushAsync(cancellationToken);
        return await HubApplication.UntilStoppedAsync(app, cancellationToken);
    }
}
