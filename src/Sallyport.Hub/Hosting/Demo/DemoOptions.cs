namespace Sallyport.Hub.Hosting.Demo;

/// <summary>How a demo is started.</summary>
internal sealed record DemoOptions
{
    /// <summary>The folder it lives in.</summary>
    public required string Data { get; init; }

    public int GatewayPort { get; init; } = 6443;

    public int ConsolePort { get; init; } = 8443;

    /// <summary>A kubeconfig of a real cluster to attach; null for none.</summary>
    public string? Kubeconfig { get; init; }

    public string? Context { get; init; }

    public int Clusters { get; init; } = 1;

    /// <summary>How many of the clusters have their agent away; null for some of several.</summary>
    public int? Away { get; init; }

    public int? Pods { get; init; }

    /// <summary>How many pods the first cluster has, where that is not as many as the others.</summary>
    public int? PodsInFirst { get; init; }

    /// <summary>Whether the log tells of all that happens, in place of troubles alone.</summary>
    public bool Verbose { get; init; }
}
