namespace Sallyport.EndToEnd.Tests.Understanding;

/// <summary>Says request lines to the gateway, byte for byte, one after the other over connections that it renews as it must.</summary>
internal abstract class RequestSender : IAsyncDisposable
{
    /// <summary>How often a line is said to a server that ends the connection without a word.</summary>
    private const int Tries = 3;

    /// <summary>
    /// The status of the answer; 0 where the server ended stream or connection without one. <paramref name="mark"/> goes along
    /// as the client's name for itself, which is the one thing that arrives unchanged.
    /// </summary>
    public async Task<int> SendAsync(RequestLine line, string mark)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await TryAsync(line, mark);
            }
            catch (Exception e) when (e is IOException or OperationCanceledException)
            {
                await CloseAsync();
                if (attempt == Tries)
                {
                    return 0;
                }
            }
        }
    }

    public async ValueTask DisposeAsync() => await CloseAsync();

    protected abstract Task<int> TryAsync(RequestLine line, string mark);

    protected abstract Task CloseAsync();
}
