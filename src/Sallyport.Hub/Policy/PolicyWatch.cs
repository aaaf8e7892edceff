namespace Sallyport.Hub.Policy;

/// <summary>Keeps the policy source in step with the store, whoever changed it.</summary>
internal sealed class PolicyWatch(PolicySource source, TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(300);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            await source.ConfirmAsync(stoppingToken);
        }
    }
}
