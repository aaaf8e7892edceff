using System.Globalization;
using System.Security.Cryptography.X509Certificates;

namespace Sallyport.Agent.Cluster;

/// <summary>kube-apiserver as a pod finds it: by the environment and the mounted service account.</summary>
internal static class InClusterEndpoint
{
    /// <summary>Where the kubelet mounts the pod's own service account: in the agent's pod, the forwarder.</summary>
    public const string ServiceAccountFolder = "/var/run/secrets/kubernetes.io/serviceaccount";

    /// <summary>Whether this process runs in a pod.</summary>
    public static bool IsHere =>
        Environment.GetEnvironmentVariable("KUBERNETES_SERVICE_HOST") is { Length: > 0 }
        && File.Exists(Path.Combine(ServiceAccountFolder, "ca.crt"));

    /// <summary>The pod's namespace.</summary>
    public static string Namespace => File.ReadAllText(Path.Combine(ServiceAccountFolder, "namespace")).Trim();

    /// <summary>The endpoint for the account whose token lies in a folder.</summary>
    public static KubernetesEndpoint For(string tokenFolder, TimeProvider time)
    {
        var host = Environment.GetEnvironmentVariable("KUBERNETES_SERVICE_HOST")!;
        var port = int.TryParse(
            Environment.GetEnvironmentVariable("KUBERNETES_SERVICE_PORT"), CultureInfo.InvariantCulture, out var p) ? p : 443;
        var authorities = new X509Certificate2Collection();
        authorities.ImportFromPemFile(Path.Combine(ServiceAccountFolder, "ca.crt"));
        return new KubernetesEndpoint
        {
            Server = new UriBuilder(Uri.UriSchemeHttps, host, port).Uri,
            Authorities = authorities,
            Credential = KubernetesCredential.BearerFile(Path.Combine(tokenFolder, "token"), time),
        };
    }
}
