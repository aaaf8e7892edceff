using System.Globalization;
using Sallyport.Consoles.Circuits;
using Sallyport.Consoles.Hub;

namespace Sallyport.Consoles.Memory;

/// <summary>Consoles that show the pods of all clusters, each of a person of its own.</summary>
internal sealed class OpenConsoles(HttpClient http, HubReady hub, int pods) : IAsyncDisposable
{
    private readonly List<Circuit> _circuits = [];

    public int Batches => _circuits.Sum(circuit => circuit.Batches);

    public long Bytes => _circuits.Sum(circuit => circuit.Bytes);

    /// <summary>Opens so many that there are as many as asked for, and waits until all show their rows.</summary>
    public async Task OpenAsync(int total, int atOnce, CancellationToken cancellationToken)
    {
        while (_circuits.Count < total)
        {
            var next = Enumerable.Range(_circuits.Count, Math.Min(atOnce, total - _circuits.Count));
            var opened = await Task.WhenAll(next.Select(number => Circuit.OpenAsync(http, hub.Cookies[number], "/c/_/pods", IsCount, cancellationToken)));
            _circuits.AddRange(opened);
            await Task.WhenAll(opened.Select(circuit => circuit.Shown)).WaitAsync(TimeSpan.FromMinutes(2), cancellationToken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(_circuits.Select(circuit => circuit.DisposeAsync().AsTask()));
        _circuits.Clear();
    }

    /// <summary>Whether a text is the count of a table that is whole; jobs come and go by themselves, so nearly all will do.</summary>
    private bool IsCount(string text) =>
        text.Contains(',', StringComparison.Ordinal) == (pods >= 1000)
        && int.TryParse(text, NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var count) && count >= pods * 0.97;
}
