using Sallyport.Hub.Api;
using Sallyport.Hub.Console.Entrance;

namespace Sallyport.Hub.Console.Frame;

/// <summary>The clusters that the visitor has a role in, as <c>/api/v1/clusters</c> says at this moment.</summary>
internal sealed class ClusterNames(ConsoleApi api)
{
    public Task<IReadOnlyList<ClusterModel>> ReadAsync(CancellationToken cancellationToken = default) =>
        api.ListAsync<ClusterModel>("/api/v1/clusters", cancellationToken);
}
