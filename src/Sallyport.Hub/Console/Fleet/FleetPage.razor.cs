using Microsoft.AspNetCore.Components;
using Sallyport.Hub.Api;
using Sallyport.Hub.Console.Address;
using Sallyport.Hub.Console.Entrance;
using Sallyport.Hub.Console.Frame;

namespace Sallyport.Hub.Console.Fleet;

/// <summary>The clusters that the visitor has a role in, and how they stand.</summary>
public sealed partial class FleetPage : IAsyncDisposable
{
    private readonly CancellationTokenSource _over = new();
    private IReadOnlyDictionary<string, NodeCount> _nodes = new Dictionary<string, NodeCount>(StringComparer.Ordinal);
    private IReadOnlyList<ClusterModel>? _clusters;
    private FleetNodes? _counting;
    private string[] _counted = [];
    private string _problem = "";
    private string _typed = "";

    [Inject] private ClusterNames Clusters { get; set; } = null!;

    [Inject] private ConsoleRoads Roads { get; set; } = null!;

    [Inject] private ConsoleNews News { get; set; } = null!;

    [Inject] private PageAddress Address { get; set; } = null!;

    [Inject] private TimeProvider Time { get; set; } = null!;

    private bool IsOverview => Address.Path == "/";

    private string Title => IsOverview ? T["Fleet"] : T["Clusters"];

    private string Filter => Address["q"];

    private IReadOnlyList<ClusterModel> Shown => [.. (_clusters ?? []).Where(Fits)];

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        News.FleetChanged -= OnNews;
        News.PolicyChanged -= OnNews;
        Address.Changed -= OnAddress;
        await _over.CancelAsync();
        _over.Dispose();
        if (_counting is not null)
        {
            await _counting.DisposeAsync();
        }
    }

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        News.FleetChanged += OnNews;
        News.PolicyChanged += OnNews;
        Address.Changed += OnAddress;
        _typed = Filter;
        await ReadAsync();
    }

    private async Task ReadAsync()
    {
        try
        {
            (_clusters, _problem) = (await Clusters.ReadAsync(_over.Token), "");
            await CountNodesAsync();
        }
        catch (ApiRefusedException refused)
        {
            _problem = refused.Message;
        }
        catch (OperationCanceledException) when (_over.IsCancellationRequested)
        {
            // The page was left.
        }
    }

    private async Task CountNodesAsync()
    {
        string[] names = [.. _clusters!.Where(cluster => cluster.State != "never-joined").Select(cluster => cluster.Name)];
        if (names.SequenceEqual(_counted))
        {
            _counting?.LookAgain();
            return;
        }

        var before = _counting;
        _counted = names;
        var counting = _counting = new FleetNodes(Roads, names, Time);
        _ = FollowAsync(counting);
        if (before is not null)
        {
            await before.DisposeAsync();
        }
    }

    private async Task FollowAsync(FleetNodes counting)
    {
        await foreach (var nodes in counting.FollowAsync(_over.Token))
        {
            await InvokeAsync(() =>
            {
                if (counting == _counting && !_over.IsCancellationRequested)
                {
                    _nodes = nodes;
                    StateHasChanged();
                }
            });
        }
    }

    /// <summary>Whether a cluster has all the words: a part of its name, a label, or how it stands.</summary>
    private bool Fits(ClusterModel cluster) => Filter.Split(' ', StringSplitOptions.RemoveEmptyEntries).All(word =>
        cluster.Name.Contains(word, StringComparison.OrdinalIgnoreCase)
        || word == "state=" + cluster.State
        || cluster.Labels.Any(label => $"{label.Key}={label.Value}".Contains(word, StringComparison.OrdinalIgnoreCase)));

    private void OnTyped(string? typed)
    {
        _typed = typed ?? "";
        Address.Go(Address.With(("q", _typed)), replace: true);
    }

    private void OnAddress() => _ = InvokeAsync(() =>
    {
        _typed = Filter;
        StateHasChanged();
    });

    private void OnNews() => _ = InvokeAsync(async () =>
    {
        if (!_over.IsCancellationRequested)
        {
            await ReadAsync();
            StateHasChanged();
        }
    });
}
