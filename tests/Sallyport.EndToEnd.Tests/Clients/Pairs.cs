using Sallyport.EndToEnd.Tests.Clusters;

namespace Sallyport.EndToEnd.Tests.Clients;

/// <summary>Which kubectl is tried against which cluster. The embedded one stands in for clusters that 1.20 never met.</summary>
internal static class Pairs
{
    public const string Demo = "demo";

    public static readonly (string Cluster, string Version)[] All =
    [
        (RealCluster.Name, "1.20"),
        (RealCluster.Name, "1.32"),
        (RealCluster.Name, "1.36"),
        (Demo, "1.32"),
        (Demo, "1.36"),
    ];

    /// <summary>One row for every pair and every row of the table.</summary>
    public static TheoryData<string, string, string, string> With((string Command, string Says)[] table)
    {
        var rows = new TheoryData<string, string, string, string>();
        foreach (var (cluster, version) in All)
        {
            foreach (var (command, says) in table)
            {
                rows.Add(cluster, version, command, says);
            }
        }

        return rows;
    }
}
