namespace Sallyport.Hub.Console.Feeds.Listing;

/// <summary>What the parts of a feed share: the clock, how many may list at once, and the word that access has changed.</summary>
internal sealed class FeedPace(TimeProvider time) : IDisposable
{
    private const int ListsAtOnce = 8;
    private readonly SemaphoreSlim _lists = new(ListsAtOnce);

    public TimeProvider Time => time;

    /// <summary>Raised when what was refused may be allowed now.</summary>
    public Signal LookAgain { get; } = new();

    /// <summary>Waits until fewer than the most list at once; ends the turn on dispose.</summary>
    public async Task<IDisposable> ListTurnAsync(CancellationToken cancellationToken)
    {
        await _lists.WaitAsync(cancellationToken);
        return new Turn(_lists);
    }

    public void Dispose() => _lists.Dispose();

    private sealed class Turn(SemaphoreSlim lists) : IDisposable
    {
        public void Dispose() => lists.Release();
    }
}
