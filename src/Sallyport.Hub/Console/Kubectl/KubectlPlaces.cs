using Sallyport.Hub.Console.Feeds.Calls;
using Sallyport.Hub.Console.Feeds.Kinds;

namespace Sallyport.Hub.Console.Kubectl;

/// <summary>What a terminal may reach: the signed-in user's clusters, and the road to each.</summary>
/// <param name="Roads">Where calls go: the gateway's road, as the user.</param>
/// <param name="Kinds">What kinds each cluster offers.</param>
/// <param name="Clusters">The names of the clusters that the user may see, asked for anew at each use.</param>
/// <param name="Time">The clock by which ages are told.</param>
public sealed record KubectlPlaces(ClusterRoads Roads, KindBook Kinds, Func<IReadOnlyList<string>> Clusters, TimeProvider Time);
