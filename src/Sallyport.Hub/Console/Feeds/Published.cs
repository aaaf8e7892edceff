using System.Runtime.CompilerServices;

namespace Sallyport.Hub.Console.Feeds;

/// <summary>A value that is published anew now and then. Readers get the latest, and skip what they were too slow for.</summary>
/// <typeparam name="T">An immutable type.</typeparam>
/// <param name="first">The value until the first was published.</param>
public sealed class Published<T>(T first)
{
    private volatile Edition _latest = new(first);

    /// <summary>The value of this moment.</summary>
    public T Current => _latest.Value;

    /// <summary>The value of this moment, and then each new one.</summary>
    /// <param name="cancellationToken">Ends the reading, quietly.</param>
    public async IAsyncEnumerable<T> FollowAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            var edition = _latest;
            yield return edition.Value;
            await edition.Outdated.Task.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Publishes a value. Readers run on their own threads.</summary>
    internal void Publish(T value)
    {
        var before = Interlocked.Exchange(ref _latest!, new Edition(value));
        before.Outdated.TrySetResult();
    }

    private sealed class Edition(T value)
    {
        public T Value => value;

        public TaskCompletionSource Outdated { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
