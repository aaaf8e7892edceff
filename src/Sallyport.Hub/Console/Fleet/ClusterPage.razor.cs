using Microsoft.AspNetCore.Components;
using Sallyport.Hub.Api;
using Sallyport.Hub.Console.Frame;

namespace Sallyport.Hub.Console.Fleet;

/// <summary>One cluster: what it is, and ways into it.</summary>
public sealed partial class ClusterPage : IDisposable
{
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

    private void OnNews() => _ = InvokeAsync(async () =>
    {
        if (!_disposed)
        {
            await OnParametersSetAsync();
            StateHasChanged();
        }
    });
}
