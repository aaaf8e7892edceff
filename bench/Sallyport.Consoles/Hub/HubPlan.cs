namespace Sallyport.Consoles.Hub;

/// <summary>What the measured hub has.</summary>
/// <param name="Consoles">People who can sign in, a cookie each.</param>
/// <param name="Clusters">Demo clusters.</param>
/// <param name="Away">How many of them are away.</param>
/// <param name="Pods">Pods of each; null for the demo's own number.</param>
/// <param name="PodsInFirst">Pods of the first one, where that is another number.</param>
internal sealed record HubPlan(int Consoles, int Clusters, int Away, int? Pods, int? PodsInFirst);

/// <summary>Where the measured hub is, and what opens it.</summary>
/// <param name="Console">The console's address.</param>
/// <param name="Gateway">The gateway's address.</param>
/// <param name="Token">The admin's token for the gateway.</param>
/// <param name="Cookies">A session's cookie for each person.</param>
/// <param name="Clusters">The clusters' names, the away ones too.</param>
internal sealed record HubReady(Uri Console, Uri Gateway, string Token, IReadOnlyList<string> Cookies, IReadOnlyList<string> Clusters);

/// <summary>What the hub's process takes, in bytes.</summary>
/// <param name="Heap">Managed objects; those alone that are in use, where a full collection went before.</param>
/// <param name="Committed">What the collector holds of the system.</param>
/// <param name="Resident">Resident memory of the process.</param>
/// <param name="Allocated">Bytes allocated since the start.</param>
/// <param name="Cpu">CPU time since the start.</param>
internal sealed record HubFigures(long Heap, long Committed, long Resident, long Allocated, TimeSpan Cpu);
