using Sallyport.Cli.Kubeconfigs;

namespace Sallyport.Cli.Tests.Kubeconfigs;

/// <summary>What a test's hub grants.</summary>
internal static class Granted
{
    public const string Profile = "hub.example.com";

    public static Grant To(params string[] clusters) => For(Profile, clusters);

    public static Grant For(string profile, params string[] clusters) =>
        new(profile, [.. clusters.Select(Cluster)], new ExecPlugin("sallyport", profile, "v1"));

    public static GrantedCluster Cluster(string name) =>
        new(name, "https://gateway.example.com:6443", name + ".clusters.sallyport.internal", "Q0E=", "default");
}
