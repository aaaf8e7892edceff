using Sallyport.Agent.Cluster;

namespace Sallyport.Agent.Tests.Support;

/// <summary>The real cluster that <c>SALLYPORT_E2E_KUBECONFIG</c> names, when it names one.</summary>
internal static class RealCluster
{
    public const string WhyNot = "SALLYPORT_E2E_KUBECONFIG names no cluster.";

    private static string? File => Environment.GetEnvironmentVariable("SALLYPORT_E2E_KUBECONFIG");

    public static bool IsThere => !string.IsNullOrEmpty(File);

    public static KubernetesEndpoint Endpoint => Kubeconfig.Load(File!, null, TimeProvider.System);
}
