using Microsoft.AspNetCore.Components;
using Sallyport.Hub.Api;
using Sallyport.Hub.Console.Feeds.Kinds;
using Sallyport.Hub.Console.Feeds.Listing;
using Sallyport.Hub.Console.Feeds.Rows;
using Sallyport.Hub.Console.Frame;

namespace Sallyport.Hub.Console.Fleet;

/// <summary>One cluster: what it is, and ways into it.</summary>
public sealed partial class ClusterPage : IDisposable
{
    private static readonly ResourceType Node = new("", "v1", "nodes", "Node", false);
    private static readonly ResourceType Deployment = new("apps", "v1", "deployments", "Deployment", true);
    private static readonly string[] OfNodes = ["Roles", "Version"];
    private static readonly string[] OfDeployments = ["Ready", "Up-to-date", "Available"];

    private ClusterModel? _cluster;
    private bool _looked;
    private bool _disposed;

    /// <summary>Its name.</summary>
    [Parameter]
    public string Name { get; set; } = "";

    [Inject] private ClusterNames Clusters { get; set; } = null!;

    [Inject] private ConsoleNews News { get; set; } = null!;

    /// <inheritdoc/>
    public void Dispose()
    {
        _disposed = true;
        News.FleetChanged -= OnNews;
        News.PolicyChanged -= OnNews;
    }

    /// <inheritdoc/>
    protected override void OnInitialized()
    {
        News.FleetChanged += OnNews;
        News.PolicyChanged += OnNews;
    }

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        _cluster = (await Clusters.ReadAsync()).FirstOrDefault(cluster => cluster.Name == Name);
        _looked = true;
    }

    private FeedQuery Of(ResourceType type) => new(type, [Name]);

    private static bool IsInTrouble(Row row) => row.Status.Health is Health.Failing or Health.Warning;

    private void OnNews() => _ = InvokeAsync(async () =>
    {
        if (!_disposed)
        {
            await OnParametersSetAsync();
            StateHasChanged();
        }
    });
}
