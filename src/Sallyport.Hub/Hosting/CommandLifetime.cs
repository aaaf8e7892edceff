namespace Sallyport.Hub.Hosting;

/// <summary>Signals are the command line's to take: it stops the parts in the order that lets each say goodbye.</summary>
internal sealed class CommandLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
