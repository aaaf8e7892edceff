namespace Sallyport.Agent.Hosting;

/// <summary>One thing an agent can be told: its option, its environment variable, and what it means.</summary>
internal sealed record AgentSetting(string Option, string Variable, string Placeholder, string Description)
{
    public static readonly AgentSetting Hub = new(
        "--hub", "SALLYPORT_HUB", "URL", "The hub's gateway, such as https://sallyport.example.com:6443.");

    public static readonly AgentSetting Cluster = new(
        "--cluster", "SALLYPORT_CLUSTER", "NAME",
        "The name the cluster must have at the hub: a certificate of another cluster is refused. Without it, the certificate says.");

    public static readonly AgentSetting JoinToken = new(
        "--join-token", "SALLYPORT_JOIN_TOKEN", "TOKEN", "The one-time join token. Better in the environment or a file: others can read a command line.");

    public static readonly AgentSetting JoinTokenFile = new(
        "--join-token-file", "SALLYPORT_JOIN_TOKEN_FILE", "FILE", "A file with the join token.");

    public static readonly AgentSetting Ca = new(
        "--ca", "SALLYPORT_CA", "PEM", "The hub's CA certificate itself. The agent talks to no hub that it did not issue.");

    public static readonly AgentSetting CaFile = new(
        "--ca-file", "SALLYPORT_CA_FILE", "FILE", "A file with the hub's CA certificate.");

    public static readonly AgentSetting Kubeconfig = new(
        "--kubeconfig", "SALLYPORT_KUBECONFIG", "FILE", "Reach the cluster as this kubeconfig says, instead of as the pod this runs in.");

    public static readonly AgentSetting Context = new(
        "--context", "SALLYPORT_CONTEXT", "NAME", "The kubeconfig's context; by default its current one.");

    public static readonly AgentSetting ReconcilerKubeconfig = new(
        "--reconciler-kubeconfig", "SALLYPORT_RECONCILER_KUBECONFIG", "FILE",
        "A second kubeconfig for the account that keeps roles and bindings, so that the first needs the right to impersonate and no other.");

    public static readonly AgentSetting Data = new(
        "--data", "SALLYPORT_DATA", "DIR", "Where the agent keeps its key and certificate. In a pod, by default, in the Secret sallyport-agent.");

    public static readonly AgentSetting Ceiling = new(
        "--ceiling", "SALLYPORT_CEILING", "CEILING",
        "The most that any hub gets here: admin (the default), namespaced or read-only, the last two with +keys-only, +secrets, +shell, +port-forward as wanted.");

    public static readonly AgentSetting LogFormat = new(
        "--log-format", "SALLYPORT_LOG_FORMAT", "FORMAT", "text (the default) or json.");

    public static IReadOnlyList<AgentSetting> All { get; } =
        [Hub, Cluster, JoinToken, JoinTokenFile, Ca, CaFile, Kubeconfig, Context, ReconcilerKubeconfig, Data, Ceiling, LogFormat];

    public override string ToString() => $"{Option} ({Variable})";
}
