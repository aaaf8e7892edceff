using Microsoft.AspNetCore.Components;
using Sallyport.Hub.Console.Entrance;
using Sallyport.Hub.Console.Feeds;
using Sallyport.Hub.Console.Feeds.Metrics;
using Sallyport.Hub.Console.Feeds.Objects;
using Sallyport.Hub.Console.Frame;

namespace Sallyport.Hub.Console.Graphs;

/// <summary>What an object uses, drawn as far as this page has seen it.</summary>
public sealed partial class UseOverview
{
    private readonly CancellationTokenSource _over = new();
    private MetricsQuery? _query;
    private MetricsFeed? _feed;
    private MetricsSnapshot? _snapshot;
    private UseHistory _history = new();
    private IReadOnlyList<UsePart> _parts = [];

    /// <summary>The object.</summary>
    [Parameter, EditorRequired] public ObjectPlace Place { get; set; } = null!;

    /// <summary>The object as it is now.</summary>
    [Parameter, EditorRequired] public ObjectSnapshot Snapshot { get; set; } = null!;

    [Inject] private ConsoleRoads Roads { get; set; } = null!;

    [Inject] private ConsoleNews News { get; set; } = null!;

    [Inject] private UseBook Book { get; set; } = null!;

    [Inject] private TimeProvider Time { get; set; } = null!;

    private bool IsNode => _query?.Of == Measured.Nodes;

    // While nothing is known yet there is room for what will be, so that nothing jumps.
    private bool IsShown => _snapshot is not null && (_snapshot.Part.State == FeedState.Loading || _parts.Any(part => _history.Of(part.Name).Count > 0));

    private string Whose => _query is { Name.Length: 0 } && _snapshot?.Uses.Count is > 0 and var pods
        ? T["of {0} pods together, since this page was opened", pods]
        : T["since this page was opened"];

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        News.PolicyChanged -= OnPolicyChanged;
        await _over.CancelAsync();
        _over.Dispose();
        if (_feed is { } feed)
        {
            await feed.DisposeAsync();
        }
    }

    /// <inheritdoc/>
    protected override void OnInitialized()
    {
        News.PolicyChanged += OnPolicyChanged;
        _history = Book.Of(Place);
    }

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        if (UseSubject.QueryOf(Place, Snapshot.Whole) is { } query && query != _query)
        {
            _query = query;
            var before = _feed;
            _feed = new MetricsFeed(query, Roads.To, Time);
            _snapshot = _feed.Snapshots.Current;
            _ = FollowAsync(_feed);
            if (before is not null)
            {
                await before.DisposeAsync();
            }
        }

        Read();
    }

    private IReadOnlyList<(DateTimeOffset At, double Value)> Of(UsePart part, Func<Usage, double> of) => [.. _history.Of(part.Name).Select(sample => (sample.At, of(sample.Used)))];

    private void OnPolicyChanged() => _feed?.LookAgain();

    private void Read()
    {
        if (_snapshot is null)
        {
            return;
        }

        if (_snapshot.Part.State == FeedState.Blocked)
        {
            _history.Clear();
        }

        _parts = UseSubject.PartsOf(Place, Snapshot.Whole, _snapshot);
        _history.Add(_parts);
    }

    private async Task FollowAsync(MetricsFeed feed)
    {
        await foreach (var snapshot in feed.Snapshots.FollowAsync(_over.Token))
        {
            await InvokeAsync(() =>
            {
                if (!_over.IsCancellationRequested && feed == _feed)
                {
                    _snapshot = snapshot;
                    Read();
                    StateHasChanged();
                }
            });
        }
    }
}
