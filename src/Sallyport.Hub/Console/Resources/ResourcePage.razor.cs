using Microsoft.AspNetCore.Components;
using Sallyport.Hub.Console.Actions;
using Sallyport.Hub.Console.Address;
using Sallyport.Hub.Console.Entrance;
using Sallyport.Hub.Console.Feeds.Listing;
using Sallyport.Hub.Console.Feeds.Objects;
using Sallyport.Hub.Console.Frame;
using Sallyport.Hub.Console.Tables;

namespace Sallyport.Hub.Console.Resources;

/// <summary>Any kind that discovery offers, in the clusters and namespaces that the address names.</summary>
public sealed partial class ResourcePage
{
    private readonly CancellationTokenSource _over = new();
    private FoundKind? _found;
    private FeedQuery _query = null!;
    private BulkWork _bulk = null!;
    private (string Clusters, string Key)? _sought;

    /// <summary>The clusters, with commas between them, or <c>_</c> for all.</summary>
    [Parameter]
    public string Clusters { get; set; } = "";

    /// <summary>The kind, or a group of the rail's.</summary>
    [Parameter]
    public string Kind { get; set; } = "";

    [Inject] private ConsoleRoads Roads { get; set; } = null!;

    [Inject] private TimeProvider Time { get; set; } = null!;

    [Inject] private KindFinder Finder { get; set; } = null!;

    [Inject] private PageAddress Address { get; set; } = null!;

    [Inject] private ConsoleNews News { get; set; } = null!;

    private KindGroup? Group => KindGroups.Of(Kind);

    /// <summary>The kind: of a group's page, its first.</summary>
    private string Key => Group is { } group && group.Page == Kind ? group.Kinds[0].Key : Kind;

    private string Title => Group?.Kinds.FirstOrDefault(kind => kind.Key == Key)?.Title ?? _found?.Type?.Kind ?? Key;

    /// <summary>The object whose panel is open, as the address has it: cluster, namespace or a dash, name.</summary>
    private ObjectPlace? Opened => _found?.Type is { } type && Address["open"].Split('/') is [var cluster, var ns, var name] && name.Length > 0
        ? new ObjectPlace(cluster, type, ns == "-" ? null : ns, name)
        : null;

    /// <inheritdoc/>
    public void Dispose()
    {
        Address.Changed -= OnAddress;
        News.FleetChanged -= OnNews;
        News.PolicyChanged -= OnNews;
        _bulk.Dispose();
        _over.Cancel();
        _over.Dispose();
    }

    /// <inheritdoc/>
    protected override void OnInitialized()
    {
        _bulk = new BulkWork(Roads.Api, Time);
        Address.Changed += OnAddress;
        News.FleetChanged += OnNews;
        News.PolicyChanged += OnNews;
    }

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        if (_sought != (Clusters, Key))
        {
            (_sought, _found) = ((Clusters, Key), null);
            await FindAsync();
        }
        else
        {
            Ask();
        }
    }

    private async Task FindAsync()
    {
        var sought = _sought;
        try
        {
            var found = await Finder.FindAsync(Address.Clusters, Key, _over.Token);
            if (sought == _sought)
            {
                _found = found;
                Ask();
            }
        }
        catch (OperationCanceledException) when (_over.IsCancellationRequested)
        {
            // The page was left.
        }
    }

    /// <summary>Asks for what the address says; the same question goes on being answered.</summary>
    private void Ask()
    {
        if (_found?.Type is not { } type)
        {
            return;
        }

        var query = new FeedQuery(type, [.. _found.Clusters])
        {
            Namespaces = type.Namespaced ? [.. Address.Namespaces] : [],
            LabelSelector = Address[TableView.LabelsKey],
        };
        if (_query is null || query.Type.Path(null) != _query.Type.Path(null) || query.LabelSelector != _query.LabelSelector
            || !query.Clusters.SequenceEqual(_query.Clusters) || !query.Namespaces.SequenceEqual(_query.Namespaces))
        {
            _query = query;
        }
    }

    private void OnAddress() => _ = InvokeAsync(() =>
    {
        Ask();
        StateHasChanged();
    });

    private void OnNews() => _ = InvokeAsync(async () =>
    {
        // A cluster that came back may have the kind; or there is another cluster now.
        if (_found is { Type: null } || (Address.Clusters.Count == 0 && _found is not null))
        {
            await FindAsync();
            StateHasChanged();
        }
    });
}
