using System.Threading.Channels;

namespace Sallyport.Demo.Store;

/// <summary>What one watcher still has to be told. A watcher that falls far behind is let go, as etcd would.</summary>
internal sealed class WatchSubscription : IDisposable
{
    private const int Backlog = 100_000;
    private readonly Channel<StoreChange> _changes = Channel.CreateBounded<StoreChange>(
        new BoundedChannelOptions(Backlog) { SingleReader = true, AllowSynchronousContinuations = false });
    private readonly Action<WatchSubscription> _leave;

    public WatchSubscription(Action<WatchSubscription> leave) => _leave = leave;

    public ChannelReader<StoreChange> Changes => _changes.Reader;

    public void Tell(StoreChange change)
    {
        if (!_changes.Writer.TryWrite(change))
        {
            _changes.Writer.TryComplete();
        }
    }

    public void Dispose()
    {
        _leave(this);
        _changes.Writer.TryComplete();
    }
}
