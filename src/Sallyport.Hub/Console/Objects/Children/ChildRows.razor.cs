using Microsoft.AspNetCore.Components;
using Sallyport.Hub.Console.Entrance;
using Sallyport.Hub.Console.Feeds.Listing;
using Sallyport.Hub.Console.Feeds.Rows;
using Sallyport.Hub.Console.Frame;
using Sallyport.Hub.Console.Tables;

namespace Sallyport.Hub.Console.Objects.Children;

/// <summary>What belongs to an object, live, the worst first. Give it another <c>@key</c> for another query.</summary>
public sealed partial class ChildRows
{
    private const int Most = 12;
    private readonly CancellationTokenSource _over = new();
    private ResourceFeed _feed = null!;
    private RowSnapshot _table = null!;

    /// <summary>Which objects.</summary>
    [Parameter, EditorRequired]
    public FeedQuery Query { get; set; } = null!;

    /// <summary>Which of them; null for all.</summary>
    [Parameter]
    public Func<Row, bool>? Only { get; set; }

    /// <summary>The columns that are shown beside name, status and age.</summary>
    [Parameter]
    public IReadOnlyList<string> Headings { get; set; } = [];

    /// <summary>What they are called together.</summary>
    [Parameter, EditorRequired]
    public string Title { get; set; } = "";

    /// <summary>What is said where there is none.</summary>
    [Parameter, EditorRequired]
    public string Nothing { get; set; } = "";

    /// <summary>The list of all of them.</summary>
    [Parameter, EditorRequired]
    public string AllHref { get; set; } = "";

    [Inject] private ConsoleRoads Roads { get; set; } = null!;

    [Inject] private ConsoleNews News { get; set; } = null!;

    [Inject] private TimeProvider Time { get; set; } = null!;

    private bool OfSeveralNamespaces => Query.Type.Namespaced && Query.Namespaces.IsEmpty;

    private bool IsThere => !PartsInWords.IsLoading(_table) && !PartsInWords.IsBlocked(_table);

    private IReadOnlyList<Row> Shown => Only is null ? _table : [.. _table.Where(Only)];

    private IEnumerable<Column> Columns => Headings.Select(heading => _table.Columns.FirstOrDefault(column => column.Name == heading)).OfType<Column>();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        News.PolicyChanged -= OnPolicy;
        await _over.CancelAsync();
        _over.Dispose();
        await _feed.DisposeAsync();
    }

    /// <inheritdoc/>
    protected override void OnInitialized()
    {
        News.PolicyChanged += OnPolicy;
        _feed = new ResourceFeed(Query, Roads.To, Time, Roads.Kinds);
        _table = _feed.Rows.Snapshots.Current;
        _ = FollowAsync();
    }

    private async Task FollowAsync()
    {
        await foreach (var table in _feed.Rows.Snapshots.FollowAsync(_over.Token))
        {
            await InvokeAsync(() =>
            {
                if (!_over.IsCancellationRequested)
                {
                    _table = table;
                    StateHasChanged();
                }
            });
        }
    }

    private void OnPolicy() => _feed.LookAgain();
}
