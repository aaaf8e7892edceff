namespace Sallyport.EndToEnd.Tests.Running;

/// <summary>Waiting for what another process will do in its own time.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <summary>Asks until there is an answer; null when there was none in time.</summary>
    public static async Task<T?> FindAsync<T>(Func<Task<T?>> ask, TimeSpan within)
        where T : class
    {
        var end = DateTimeOffset.UtcNow + within;
        while (true)
        {
            if (await ask() is { } found)
            {
                return found;
            }

            if (DateTimeOffset.UtcNow > end)
            {
                return null;
            }

            await Task.Delay(Pause, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Waits until the condition holds; fails the test with the words given when it does not in time.</summary>
    public static async Task HoldsAsync(Func<Task<bool>> condition, TimeSpan within, string what) =>
        (await FindAsync(async () => await condition() ? what : null, within)).Should().NotBeNull("within {0} s {1}", within.TotalSeconds, what);
}
