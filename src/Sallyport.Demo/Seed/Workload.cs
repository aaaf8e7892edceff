namespace Sallyport.Demo.Seed;

/// <summary>One workload of the seeded cluster, in the few words it takes to tell it.</summary>
internal sealed record Workload(string Namespace, string Name, string Kind, string Image, int Replicas)
{
    public int Port { get; init; }

    public string Cpu { get; init; } = "100m";

    public string Memory { get; init; } = "128Mi";

    public string? Behaviour { get; init; }

    public double AgeInDays { get; init; } = 12;

    public string? Secret { get; init; }

    public string? ConfigMap { get; init; }

    public bool HasVolume { get; init; }

    public bool IsOnHostNetwork { get; init; }

    /// <summary>The image of the next version, when a rollout to it has begun and not ended.</summary>
    public string? RollingTo { get; init; }

    public string? Sidecar { get; init; }

    public string? Schedule { get; init; }
}
