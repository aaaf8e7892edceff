using System.Text;
using Sallyport.Access.Requests;
using Sallyport.Hub.Fleet;
using Sallyport.Hub.Gateway;

namespace Sallyport.Hub.Api;

/// <summary>What a kubeconfig is made of, without any credential: that comes from the exec plugin.</summary>
internal static class KubeconfigEndpoints
{
    private const string Preferred = "default";

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapQuestion("GET", "/kubeconfig", ApiAccess.SignedIn, PartsAsync)
            .Says("What the caller's kubeconfig is made of, without any credential.").Answers<KubeconfigParts>()
            .Asks<string>("namespace", "The namespace wanted in each context; where the caller may not read it, another is taken.");

    private static Task<object?> PartsAsync(ApiCall call)
    {
        var decider = call.Service<Decider>();
        var server = call.Service<GatewayAddress>().Uri.GetLeftPart(UriPartial.Authority);
        var authority = Convert.ToBase64String(Encoding.ASCII.GetBytes(call.Service<CertificateAuthorities>().Server.CertificatePem));
        var asked = call.Http.Request.Query["namespace"].ToString();
        return Task.FromResult<object?>(new KubeconfigParts(
            call.User,
            [.. call.Service<ClusterRegistry>().All.Where(cluster => decider.IsMember(call.User, cluster)).Select(cluster => new KubeconfigCluster(
                cluster.Name, server, GatewayNames.ServerName(cluster.Name), authority, NamespaceFor(call.User, cluster, decider, asked)))]));
    }

    /// <summary>The one asked for, <c>default</c>, or the first by name, whichever of them the user may read; null when there is none.</summary>
    private static string? NamespaceFor(string user, FleetCluster cluster, Decider decider, string asked)
    {
        var known = cluster.View.Namespaces;
        return new[] { asked, Preferred }.Where(known.ContainsKey).Concat(known.Keys.Order(StringComparer.Ordinal))
            .FirstOrDefault(name => decider.Decide(user, cluster, ListPods(name), mayCreate: false).Allowed);
    }

    private static KubernetesRequest ListPods(string place) => ReviewedAction.OnResource("list", "", "v1", "pods", "", place, "");
}
