namespace Sallyport.Hub.Hosting.Demo;

/// <summary>One demo cluster: what it is called, and whether its agent stays.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Labels">Its labels.</param>
/// <param name="AgentAway">Whether its agent leaves after it has been seen once.</param>
/// <param name="Seed">What makes its workloads differ from the others'.</param>
internal sealed record DemoFleetMember(string Name, IReadOnlyDictionary<string, string> Labels, bool AgentAway, int Seed);

/// <summary>The demo's fleet: one cluster named <c>demo</c>, or many over regions and environments.</summary>
internal static class DemoFleetPlan
{
    private const int EveryNthIsAway = 4;
    private static readonly string[] Regions = ["eu", "us", "ap"];
    private static readonly string[] Environments = ["prod", "staging", "test"];

    /// <summary>The clusters, of which the first one stays.</summary>
    /// <param name="clusters">How many.</param>
    /// <param name="away">How many of them have their agent away; null for every fourth.</param>
    public static IEnumerable<DemoFleetMember> Make(int clusters, int? away = null)
    {
        if (clusters == 1)
        {
            yield return new DemoFleetMember("demo", Labels("eu", "demo"), AgentAway: false, Seed: 1);
            yield break;
        }

        for (var i = 0; i < clusters; i++)
        {
            var region = Regions[i % Regions.Length];
            var number = (i / Regions.Length) + 1;
            yield return new DemoFleetMember(
                $"demo-{region}-{number}", Labels(region, Environments[(i / Regions.Length) % Environments.Length]), IsAway(i, clusters, away), Seed: i + 1);
        }
    }

    // A given number is spread evenly, the last cluster among them; else of two or three clusters the last one, of more every fourth.
    private static bool IsAway(int i, int clusters, int? away) =>
        away is { } many ? (i + 1) * many / clusters > i * many / clusters
        : clusters < EveryNthIsAway ? i == clusters - 1
        : i % EveryNthIsAway == EveryNthIsAway - 1;

    private static Dictionary<string, string> Labels(string region, string environment) =>
        new(StringComparer.Ordinal) { ["region"] = region, ["env"] = environment };
}
