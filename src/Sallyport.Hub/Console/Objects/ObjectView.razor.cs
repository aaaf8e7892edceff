using System.Text.Json;
using Microsoft.AspNetCore.Components;
using Sallyport.Hub.Console.Address;
using Sallyport.Hub.Console.Design;
using Sallyport.Hub.Console.Entrance;
using Sallyport.Hub.Console.Feeds.Objects;
using Sallyport.Hub.Console.Frame;
using Sallyport.Hub.Console.Views;

namespace Sallyport.Hub.Console.Objects;

/// <summary>One object, live: its head and its tabs. Give it another <c>@key</c> for another object.</summary>
public sealed partial class ObjectView : IAsyncDisposable
{
    private readonly CancellationTokenSource _over = new();
    private readonly HashSet<string> _locked = new(StringComparer.Ordinal);
    private ObjectFeed _feed = null!;
    private ObjectSnapshot _snapshot = null!;

    /// <summary>Which object.</summary>
    [Parameter, EditorRequired]
    public ObjectPlace Place { get; set; } = null!;

    [Inject] private ConsoleRoads Roads { get; set; } = null!;

    [Inject] private ConsolePerson Person { get; set; } = null!;

    [Inject] private ConsoleNews News { get; set; } = null!;

    [Inject] private PageAddress Address { get; set; } = null!;

    [Inject] private NavigationManager Navigation { get; set; } = null!;

    [Inject] private IServiceProvider Services { get; set; } = null!;

    [Inject] private IEnumerable<IDetailTab> All { get; set; } = [];

    [Inject] private RecentPlaces Recent { get; set; } = null!;

    [Inject] private TimeProvider Time { get; set; } = null!;

    private IReadOnlyList<IDetailTab> Fitting => [.. All.Where(tab => tab.IsFor(Place.Type)).OrderBy(tab => tab.Order)];

    private IDetailTab Current => Fitting.FirstOrDefault(tab => tab.Key == Address["tab"]) ?? Fitting[0];

    /// <summary>A shell needs no more than the object's name, and may be open where reading the object is not.</summary>
    private bool NeedsWhole => _snapshot.Whole.ValueKind == JsonValueKind.Undefined;

    private IReadOnlyList<TabItem> Items => [.. Fitting.Select((tab, i) => new TabItem(tab.Key, tab.Name, Address.With(("tab", i == 0 ? null : tab.Key)))
    {
        Letter = tab.Letter,
        Locked = _locked.Contains(tab.Key),
    })];

    private string ListHref => PageAddress.Write($"/c/{Place.Cluster}/{Place.Type.FullName}", [(PageAddress.NamespaceKey, Place.Namespace)]);

    private string Where => Place.Namespace is { } ns ? $"{Place.Cluster} / {ns}" : Place.Cluster;

    private Dictionary<string, object> Parameters => new(StringComparer.Ordinal) { ["Place"] = Place, ["Snapshot"] = _snapshot };

    private string Request => T[
        "{0} asks to see {1} {2} in {3}. Sallyport says: {4} {5}",
        Person.Session.User, Place.Type.Kind, Place.Name, Place.Namespace is { } ns ? $"{Place.Cluster}, namespace {ns}" : Place.Cluster,
        _snapshot.Part.Problem?.Message ?? "", Navigation.Uri];

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Address.Changed -= Redraw;
        News.PolicyChanged -= OnPolicy;
        await _over.CancelAsync();
        _over.Dispose();
        await _feed.DisposeAsync();
    }

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        Address.Changed += Redraw;
        News.PolicyChanged += OnPolicy;
        _feed = new ObjectFeed(Place, Roads.To, Time, Roads.Kinds);
        _snapshot = _feed.Snapshots.Current;
        _ = FollowAsync();
        await LookAtLocksAsync();
        await Recent.NoteAsync(new KeptPlace(Place.Name, $"{Place.Type.Kind} · {Where}", ObjectAddress.Page(Place)));
    }

    private async Task FollowAsync()
    {
        await foreach (var snapshot in _feed.Snapshots.FollowAsync(_over.Token))
        {
            await InvokeAsync(() =>
            {
                if (!_over.IsCancellationRequested)
                {
                    _snapshot = snapshot;
                    StateHasChanged();
                }
            });
        }
    }

    private async Task LookAtLocksAsync()
    {
        foreach (var tab in Fitting)
        {
            if (await tab.IsLockedAsync(Services, Place))
            {
                _locked.Add(tab.Key);
            }
            else
            {
                _locked.Remove(tab.Key);
            }
        }
    }

    private void Redraw() => _ = InvokeAsync(StateHasChanged);

    private void OnPolicy()
    {
        _feed.LookAgain();
        _ = InvokeAsync(async () =>
        {
            await LookAtLocksAsync();
            StateHasChanged();
        });
    }
}
