using Sallyport.Hub.Console.Feeds;
using Sallyport.Hub.Tests.Storage;

namespace Sallyport.Hub.Tests.Console.Feeds;

/// <summary>Reads what a feed publishes until it is as expected.</summary>
internal static class Reading
{
    public static async Task<T> UntilAsync<T>(this Published<T> published, Predicate<T> holds)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(Eventually.Patience);
        await foreach (var value in published.FollowAsync(patience.Token))
        {
            if (holds(value))
            {
                return value;
            }
        }

        throw new TimeoutException($"It stayed {published.Current}.");
    }
}
