namespace Sallyport.Hub.Console.Feeds;

/// <summary>How long to wait before trying again: at once, then ever longer, with jitter so that many do not come together.</summary>
internal sealed class Backoff
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);
    private int _tries;

    public TimeSpan Next()
    {
        var seconds = _tries == 0 ? 0.1 : Math.Min(Longest.TotalSeconds, 0.5 * Math.Pow(2, Math.Min(_tries - 1, 10)));
        _tries++;
        return TimeSpan.FromSeconds(seconds * (0.75 + (Random.Shared.NextDouble() / 2)));
    }

    public void Reset() => _tries = 0;
}
