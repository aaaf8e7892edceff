using System.Text.Json;
using Sallyport.Agent.Cluster;
using Sallyport.Tunnel.Protocol;

namespace Sallyport.Agent.Control;

/// <summary>Tells the hub the cluster's namespaces, whole, at once and whenever they change; and that it is there.</summary>
internal sealed class NamespaceStream(MetadataWatch namespaces, TimeProvider time)
{
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Settle = TimeSpan.FromMilliseconds(100);

    public async Task WriteAsync(Stream to, CancellationToken cancellationToken)
    {
        object? told = null;
        while (true)
        {
            // Taken before the state is read: a change in between wakes the wait below.
            var changed = namespaces.Changed.Next;
            if (namespaces.Current is { } current && !ReferenceEquals(current, told))
            {
                told = current;
                await LineAsync(to, new NamespaceReport(NamespaceReport.Sync, [.. current.Values.Select(Facts)]), cancellationToken);
            }

            try
            {
                await changed.WaitAsync(Beat, time, cancellationToken);

                // Changes come in flocks.
                await Task.Delay(Settle, time, cancellationToken);
            }
            catch (TimeoutException)
            {
                await LineAsync(to, new NamespaceReport(NamespaceReport.Beat), cancellationToken);
            }
        }
    }

    private static NamespaceFacts Facts(ObjectMeta meta) =>
        new(meta.Name ?? "", meta.Uid ?? "", meta.Labels ?? []);

    private static async Task LineAsync(Stream to, NamespaceReport report, CancellationToken cancellationToken)
    {
        await JsonSerializer.SerializeAsync(to, report, TunnelJson.Default.NamespaceReport, cancellationToken);
        await to.WriteAsync("\n"u8.ToArray(), cancellationToken);
        await to.FlushAsync(cancellationToken);
    }
}
