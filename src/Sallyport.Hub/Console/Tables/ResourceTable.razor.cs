using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using Sallyport.Hub.Console.Address;
using Sallyport.Hub.Console.Assets;
using Sallyport.Hub.Console.Entrance;
using Sallyport.Hub.Console.Feeds;
using Sallyport.Hub.Console.Feeds.Listing;
using Sallyport.Hub.Console.Feeds.Rows;
using Sallyport.Hub.Console.Frame;

namespace Sallyport.Hub.Console.Tables;

/// <summary>A live table of one kind. What it shows is its parameters'; how it is looked at is the address'.</summary>
public sealed partial class ResourceTable : IAsyncDisposable
{
    private const int MostNamed = 20;
    private static readonly TimeSpan Typing = TimeSpan.FromMilliseconds(200);

    private readonly CancellationTokenSource _over = new();
    private readonly TableColumns _widths = new();
    private readonly RowChoice _choice = new();
    private ResourceFeed _feed = null!;
    private RowSnapshot _table = null!;
    private RowFilter _filter = RowFilter.All;
    private TableView _view = TableView.Plain;
    private IReadOnlyList<TableColumn> _columns = [];
    private IJSObjectReference? _script;
    private DotNetObjectReference<ResourceTable>? _self;
    private CancellationTokenSource? _typing;
    private ElementReference _scroll;
    private string _typed = "";
    private string _news = "";
    private bool? _blockedBefore;
    private int _from;
    private int _window = 60;

    /// <summary>Which objects; a table of others is another component: give it another <c>@key</c>.</summary>
    [Parameter, EditorRequired]
    public FeedQuery Query { get; set; } = null!;

    /// <summary>What the objects are called together.</summary>
    [Parameter, EditorRequired]
    public string Title { get; set; } = "";

    /// <summary>What can be done with the chosen rows.</summary>
    [Parameter]
    public RenderFragment<IReadOnlyList<Row>>? Actions { get; set; }

    [Inject] private ConsoleRoads Roads { get; set; } = null!;

    [Inject] private ConsolePerson Person { get; set; } = null!;

    [Inject] private ConsoleNews News { get; set; } = null!;

    [Inject] private PageAddress Address { get; set; } = null!;

    [Inject] private ConsoleAssets Files { get; set; } = null!;

    [Inject] private IJSRuntime Js { get; set; } = null!;

    [Inject] private TimeProvider Time { get; set; } = null!;

    private bool Blocked => PartsInWords.IsBlocked(_table);

    private FeedPart? Refused => _table.Parts.FirstOrDefault(part => part.State == FeedState.Blocked);

    private string Refusal => Refused?.Problem?.Message ?? "";

    private string BlockedHeading => Query.Type is { Group: "", Resource: "secrets" }
        ? Refusal.Contains("holds for the whole organization", StringComparison.Ordinal)
            ? T["Secrets are hidden from read-only roles in this organization."]
            : T["Secrets are hidden from you here."]
        : T["{0} are closed to you here.", Title];

    private string Request => T[
        "{0} asks to see {1} in {2}. Sallyport says: {3} {4}",
        Person.Session.User, Query.Type.Resource, string.Join(", ", Query.Clusters) + (Query.Namespaces.IsEmpty ? "" : ", namespace " + string.Join(", ", Query.Namespaces)),
        Refusal, Navigation.Uri];

    [Inject] private NavigationManager Navigation { get; set; } = null!;

    private string Counted => PartsInWords.IsLoading(_table) || Blocked ? ""
        : _table.Count == _table.Total ? Number(_table.Total)
        : T["{0} of {1}", Number(_table.Count), Number(_table.Total)];

    /// <summary>What a cluster finds wrong with the label selector.</summary>
    private IEnumerable<string> SelectorProblems => _view.Labels.Length == 0 ? []
        : _table.Parts.Where(part => part.Problem is { Code: 400 }).Select(part => part.Problem!.Message).Distinct().Take(1);

    private IEnumerable<(Health Health, int Count)> Counts => [(Health.Failing, _table.Health.Failing), (Health.Warning, _table.Health.Warning)];

    private string EmptyReason => Query.LabelSelector.Length > 0
        ? T["No object has the labels “{0}”.", Query.LabelSelector]
        : Query.Namespaces.IsEmpty
            ? T["None of the clusters you look at has any, as far as you may see. They appear here as soon as one is made."]
            : T["There are none in {0}. They appear here as soon as one is made.", string.Join(", ", Query.Namespaces)];

    /// <summary>The rows in sight, as the browser counts them.</summary>
    [JSInvokable]
    public void Show(int from, int count)
    {
        (_from, _window) = (Math.Max(0, from), Math.Clamp(count, 20, 400));
        StateHasChanged();
    }

    /// <summary>The pointer came in or went out.</summary>
    [JSInvokable]
    public void Point(bool inside)
    {
        if (inside)
        {
            _feed.Rows.Hold();
        }
        else
        {
            _feed.Rows.Release();
        }
    }

    /// <summary>A column was made wider or narrower; 0 for as wide as it is by itself.</summary>
    [JSInvokable]
    public void Resize(string column, int pixels) => Address.Go(Address.With((TableView.WidthsKey, _view.WidthsWith(column, pixels))), replace: true);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Address.Changed -= OnAddress;
        News.PolicyChanged -= OnPolicy;
        await _over.CancelAsync();
        _over.Dispose();
        _typing?.Dispose();
        await _feed.DisposeAsync();
        try
        {
            if (_script is not null)
            {
                await _script.InvokeVoidAsync("detach", _scroll);
                await _script.DisposeAsync();
            }
        }
        catch (JSDisconnectedException)
        {
            // The browser is gone, and with it what was to be detached.
        }

        _self?.Dispose();
    }

    /// <inheritdoc/>
    protected override void OnInitialized()
    {
        Address.Changed += OnAddress;
        News.PolicyChanged += OnPolicy;
        _view = Read();
        _feed = new ResourceFeed(Query, Roads.To, Time, Roads.Kinds);
        _table = _feed.Rows.Snapshots.Current;
        _typed = _view.Filter;
        Apply();
        _ = FollowAsync();
    }

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            _self = DotNetObjectReference.Create(this);
            _script = await Js.InvokeAsync<IJSObjectReference>("import", Files["table.js"]);
            await _script.InvokeVoidAsync("attach", _scroll, _self);
        }
    }

    private async Task FollowAsync()
    {
        await foreach (var table in _feed.Rows.Snapshots.FollowAsync(_over.Token))
        {
            await InvokeAsync(() =>
            {
                if (!_over.IsCancellationRequested)
                {
                    Take(table);
                }
            });
        }
    }

    private void Take(RowSnapshot table)
    {
        var columnsBefore = _table.Columns.Length;
        _table = table;
        if (table.Columns.Length != columnsBefore)
        {
            Apply();
        }

        _widths.Measure(table, _columns);
        TellOfAccess();
        StateHasChanged();
    }

    /// <summary>When a setting closes or opens what is looked at, the page says that it did.</summary>
    private void TellOfAccess()
    {
        if (PartsInWords.IsLoading(_table) && !Blocked)
        {
            return;
        }

        if (_blockedBefore is { } before && before != Blocked)
        {
            _news = Blocked ? T["Access has changed: this is closed to you now."] : T["Access has changed: this is open to you now."];
        }

        _blockedBefore = Blocked;
    }

    private void Apply()
    {
        _columns = TableColumns.Shown(_table, _view.Columns, Query.Clusters.Length > 1, Query.Type.Namespaced && Query.Namespaces.Length != 1);
        _filter = RowFilter.Parse(_view.Filter);
        _feed.Rows.Sort(_view.OrderIn(TableColumns.All(_table, Query.Type.Namespaced)));
        _feed.Rows.Show(_filter);
    }

    /// <summary>Events are read from the latest on; everything else by name.</summary>
    private TableView Read() => TableView.Read(Address) is { Sort: "" } view && Query.Type.Kind == "Event" ? view with { Sort = "last-seen" } : TableView.Read(Address);

    private void OnPolicy() => _feed.LookAgain();

    private void OnAddress() => _ = InvokeAsync(() =>
    {
        var view = Read();
        if (view.Filter != _view.Filter && view.Filter != _typed)
        {
            _typed = view.Filter;
        }

        _view = view;
        if (!_over.IsCancellationRequested)
        {
            Apply();
            StateHasChanged();
        }
    });

    private async Task OnTyped(string? typed)
    {
        _typed = typed ?? "";
        _typing?.Cancel();
        _typing = CancellationTokenSource.CreateLinkedTokenSource(_over.Token);
        var waiting = _typing.Token;
        await Task.Delay(Typing, Time, waiting).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        if (!waiting.IsCancellationRequested)
        {
            Address.Go(Address.With((TableView.FilterKey, _typed)), replace: true);
        }
    }

    private void OnLabels(ChangeEventArgs labels) => Address.Go(Address.With((TableView.LabelsKey, labels.Value as string)));

    private void SortBy(TableColumn column) => Address.Go(Address.With((TableView.SortKey, _view.After(column))), replace: true);

    private void TurnColumn(TableColumn column)
    {
        var keys = _columns.Where(shown => !shown.Leads).Select(shown => shown.Key).ToList();
        if (!keys.Remove(column.Key))
        {
            keys.Add(column.Key);
        }

        Address.Go(Address.With((TableView.ColumnsKey, keys.Count == 0 ? "name" : string.Join(',', keys))), replace: true);
    }

    private void ResetColumns() => Address.Go(Address.With((TableView.ColumnsKey, null), (TableView.WidthsKey, null)), replace: true);

    private void ChooseAll() => _choice.TurnAll(_table);

    private void Choose((RowKey Key, bool Shift) chosen) => _choice.Turn(_table, chosen.Key, chosen.Shift);

    private void ClearChoice() => _choice.Clear();

    private void Release() => _feed.Rows.Release();

    private string HrefOf(Row row) => Address.With(("open", KeyOf(row)), ("tab", null));

    private static string KeyOf(Row row) => $"{row.Cluster}/{(row.Namespace.Length == 0 ? "-" : row.Namespace)}/{row.Name}";

    private string? Sorted(TableColumn column) => column.Key != _view.SortedBy ? null : _view.Descending ? "descending" : "ascending";

    private string Arrow(TableColumn column) => Sorted(column) switch { "ascending" => " ↑", "descending" => " ↓", _ => "" };

    private static string Word(Health health) => health.ToString().ToLowerInvariant();

    private static string Number(int number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
