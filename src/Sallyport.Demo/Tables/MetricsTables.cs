using Sallyport.Demo.Store;

namespace Sallyport.Demo.Tables;

/// <summary>Metrics as rows, for <c>kubectl get podmetrics</c>; <c>kubectl top</c> reads the objects themselves.</summary>
internal static class MetricsTables
{
    public static readonly KindTable Nodes = new(
        [new("cpu"), new("memory"), new("window")],
        (item, _) => [item.Text("usage", "cpu"), item.Text("usage", "memory"), item.Text("window")]);

    public static readonly KindTable Pods = new(
        [new("cpu"), new("memory"), new("window")],
        (item, _) =>
        [
            KindTables.Join(item.Items("containers").Select(container => container.Text("usage", "cpu"))),
            KindTables.Join(item.Items("containers").Select(container => container.Text("usage", "memory"))),
            item.Text("window"),
        ]);
}
