namespace Sallyport.Tunnel.Dialing;

/// <summary>Exponential waits with jitter, so that a fleet does not come back in one instant.</summary>
public sealed record Backoff
{
    /// <summary>The first wait's upper bound.</summary>
    public TimeSpan First { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Every wait's upper bound; a tunnel that lived longer than this starts anew at <see cref="First"/>.</summary>
    public TimeSpan Longest { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Where jitter comes from; shared and thread-safe by default.</summary>
    public Random Jitter { get; init; } = Random.Shared;

    /// <summary>The wait after so many failures in a row: between half of the bound and the bound.</summary>
    /// <param name="failures">One after the first failure.</param>
    public TimeSpan After(int failures)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(failures, 1);
        var bound = Math.Min(First.TotalMilliseconds * Math.Pow(2, Math.Min(failures - 1, 30)), Longest.TotalMilliseconds);
        return TimeSpan.FromMilliseconds(bound * (0.5 + (Jitter.NextDouble() / 2)));
    }
}
