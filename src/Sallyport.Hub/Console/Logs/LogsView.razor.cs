using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using Sallyport.Hub.Console.Assets;
using Sallyport.Hub.Console.Entrance;
using Sallyport.Hub.Console.Feeds;
using Sallyport.Hub.Console.Feeds.Logs;
using Sallyport.Hub.Console.Frame;
using Sallyport.Hub.Console.Logs.Files;

namespace Sallyport.Hub.Console.Logs;

/// <summary>What containers write, as they write it.</summary>
public sealed partial class LogsView
{
    private const int BatchSize = 1000;

    private LogQuery _chosen = null!;
    private LogFeed? _feed;
    private CancellationTokenSource _over = new();
    private LogSnapshot? _snapshot;
    private ElementReference _root;
    private IJSObjectReference? _list;

    /// <summary>Which lines.</summary>
    [Parameter, EditorRequired] public LogQuery Query { get; set; } = null!;

    /// <summary>The containers to choose among.</summary>
    [Parameter, EditorRequired] public IReadOnlyList<string> Containers { get; set; } = [];

    /// <summary>Whose they are.</summary>
    [Parameter, EditorRequired] public string Name { get; set; } = "";

    [Inject] private IJSRuntime Js { get; set; } = null!;

    [Inject] private ConsoleRoads Roads { get; set; } = null!;

    [Inject] private ConsoleNews News { get; set; } = null!;

    [Inject] private ConsoleAssets Files { get; set; } = null!;

    [Inject] private TimeProvider Time { get; set; } = null!;

    private IEnumerable<LogSourceStatus> Trouble =>
        _snapshot?.Sources.Where(status => status.State is LogSourceState.Blocked or LogSourceState.Failed or LogSourceState.LeftOut) ?? [];

    /// <summary>Where the whole log is: the lines on the page are the latest of it.</summary>
    private string Download => new LogFileAsk(_chosen.Cluster, _chosen.Namespace)
    {
        Name = Name, Pod = _chosen.Pod, LabelSelector = _chosen.LabelSelector, Container = _chosen.Container, Previous = _chosen.Previous,
    }.Address();

    private string State => _snapshot switch
    {
        null or { Pods.State: FeedState.Loading } => T["Looking for pods …"],
        { Pods: { State: not FeedState.Live and not FeedState.Blocked, Problem: { } problem } } => problem.Message,
        { Sources.Length: 0 } => _chosen.Previous ? T["No container here was restarted, so there is no run before."] : T["No container has begun yet."],
        { } now => T["{0} of {1} containers are read", now.Sources.Count(status => status.State == LogSourceState.Reading), now.Sources.Length],
    };

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        News.PolicyChanged -= OnPolicyChanged;
        await EndAsync();
        _over.Dispose();
        if (_list is { } list)
        {
            try
            {
                await list.InvokeVoidAsync("dispose");
                await list.DisposeAsync();
            }
            catch (JSDisconnectedException)
            {
                // The page is gone, and its list with it.
            }
        }
    }

    /// <inheritdoc/>
    protected override void OnInitialized()
    {
        _chosen = Query;
        News.PolicyChanged += OnPolicyChanged;
    }

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender)
        {
            return;
        }

        try
        {
            var module = await Js.InvokeAsync<IJSObjectReference>("import", Files["logs.js"]);
            _list = await module.InvokeAsync<IJSObjectReference>("mountLogs", _root, Query.Capacity);
            Begin();
        }
        catch (JSDisconnectedException)
        {
            // The page is gone.
        }
    }

    private void OnPolicyChanged() => _feed?.LookAgain();

    private LogQuery SinceOf(string chosen) => chosen switch
    {
        "tail" => _chosen with { Since = null, TailLines = Query.TailLines },
        "all" => _chosen with { Since = null, TailLines = null },
        _ => _chosen with { Since = TimeSpan.FromSeconds(int.Parse(chosen, System.Globalization.CultureInfo.InvariantCulture)), TailLines = null },
    };

    private async Task ChangeAsync(LogQuery query)
    {
        _chosen = query;
        await EndAsync();
        if (_list is { } list)
        {
            await list.InvokeVoidAsync("clear");
            Begin();
        }
    }

    private void Begin()
    {
        _over.Dispose();
        _over = new CancellationTokenSource();
        _feed = new LogFeed(_chosen, Roads.To, Time);
        _ = FollowAsync(_feed, _over.Token);
    }

    private async Task EndAsync()
    {
        await _over.CancelAsync();
        if (_feed is { } feed)
        {
            _feed = null;
            await feed.DisposeAsync();
        }
    }

    private async Task FollowAsync(LogFeed feed, CancellationToken over)
    {
        var sent = -1L;
        await foreach (var snapshot in feed.Snapshots.FollowAsync(over))
        {
            await InvokeAsync(async () =>
            {
                if (over.IsCancellationRequested)
                {
                    return;
                }

                _snapshot = snapshot;
                StateHasChanged();
                try
                {
                    sent = await SendAsync(snapshot, sent, over);
                }
                catch (Exception gone) when (gone is JSDisconnectedException or OperationCanceledException)
                {
                    // The page is gone, or shows other lines now.
                }
            });
        }
    }

    private async Task<long> SendAsync(LogSnapshot snapshot, long sent, CancellationToken over)
    {
        var blocked = snapshot.Sources.Where(status => status.State == LogSourceState.Blocked).Select(status => status.Source.Index).ToArray();
        if (snapshot.Pods.State == FeedState.Blocked || blocked.Length > 0)
        {
            await _list!.InvokeVoidAsync("forget", over, snapshot.Pods.State == FeedState.Blocked ? null : blocked);
        }

        foreach (var batch in snapshot.Where(line => line.Number > sent).Select(SentLine.Of).ToArray().Chunk(BatchSize))
        {
            await _list!.InvokeVoidAsync("add", over, (object)batch);
        }

        return snapshot.Count == 0 ? sent : Math.Max(sent, snapshot.Max(line => line.Number));
    }
}
