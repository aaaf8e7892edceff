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

    public int? Pods { get; init; }

    /// <summary>Whether the log tells of all that happens, in place of troubles alone.</summary>
    public bool Verbose { get; init; }
}
