using System.Text;
using Sallyport.EndToEnd.Tests.Clients;
using Sallyport.EndToEnd.Tests.Clusters;

namespace Sallyport.EndToEnd.Tests.Doors;

/// <summary>
/// Every way to the agent's own namespace, accounts, key and roles that an Organization Admin could think of: NS, POD and NODE
/// stand for the agent's.
/// </summary>
internal static class OwnPlace
{
    private const string Rbac = "/apis/rbac.authorization.k8s.io/v1";

    private static readonly string[] OutOfReach =
    [
        "exec -n NS deploy/sallyport-agent -- sh",
        "exec -n NS POD -- cat /var/run/secrets/kubernetes.io/serviceaccount/token",
        "attach -n NS POD",
        "debug -n NS POD --image=busybox",
        "port-forward -n NS POD :8080",
        "get --raw /api/v1/namespaces/NS/pods/POD/proxy/",
        "get --raw /api/v1/namespaces/NS/pods/POD/exec?command=sh",
        "get --raw /api/v1/nodes/NODE/proxy/pods",
        "create --raw /api/v1/nodes/NODE/proxy/run/NS/POD/agent -f -",
        "get secrets -n NS",
        "get secret sallyport-agent -n NS -o yaml",
        "get secrets -n NS --watch",
        "get --raw /api/v1/namespaces/NS/secrets?watch=true&timeoutSeconds=1",
        "get --raw /api/v1/secrets/sallyport-agent",
        "delete secrets --all -n NS --dry-run=server",
        "delete --raw /api/v1/namespaces/NS/secrets?dryRun=All",
        "delete --raw /api/v1/secrets?dryRun=All",
        "patch secret sallyport-agent -n NS -p {\"data\":{}}",
        "create token sallyport-forwarder -n NS",
        "create token sallyport-reconciler -n NS",
        "create serviceaccount mine -n NS",
        "patch serviceaccount sallyport-forwarder -n NS -p {\"automountServiceAccountToken\":true}",
        "run mine -n NS --image=busybox --overrides={\"spec\":{\"serviceAccountName\":\"sallyport-forwarder\"}}",
        "patch deployment sallyport-agent -n NS -p {\"spec\":{\"replicas\":2}}",
        "scale deployment sallyport-agent -n NS --replicas=0",
        "set env deployment/sallyport-agent -n NS SALLYPORT_HUB=https://elsewhere.example.com",
        "delete pod POD -n NS",
        "create configmap mine -n NS",
        "patch role sallyport-agent -n NS --type=json -p []",
        "create rolebinding mine -n NS --clusterrole=view --user=sallyport:first",
        "label namespace NS pod-security.kubernetes.io/enforce=privileged --overwrite",
        "delete namespace NS",
        "replace --raw /api/v1/namespaces/NS/finalize -f -",
        "patch clusterrole sallyport-forwarder --type=json -p []",
        "delete clusterrole sallyport-reconciler",
        "delete clusterrolebinding sallyport-forwarder",
        $"delete --raw {Rbac}/clusterrolebindings?dryRun=All",
        $"delete --raw {Rbac}/namespaces/default/rolebindings?dryRun=All",
        "create clusterrolebinding mine --clusterrole=sallyport-forwarder --user=sallyport:first",
    ];

    private static readonly string[] WithoutTheAgents =
    [
        "get secrets -A",
        "get secrets -A -o json",
        "get secrets -A --field-selector metadata.namespace=NS",
        "get secrets -A --field-selector metadata.name=sallyport-agent",
        "get secrets -A --field-selector type=Opaque",
        "get secrets -A --chunk-size=1",
        "get --raw /api/v1/secrets?watch=true&timeoutSeconds=2",
        "get --raw /api/v1/secrets?watch=true&timeoutSeconds=2&fieldSelector=metadata.namespace%3DNS",
        "get --raw /api/v1/secrets?fieldSelector=metadata.namespace%3DNS%2Cmetadata.name%3Dsallyport-agent",
    ];

    private static readonly string[] StillReadable =
    [
        "get pods -n NS",
        "describe pod POD -n NS",
        "logs POD -n NS --tail=5",
        "get deployments,serviceaccounts,roles,events -n NS",
        "get namespace NS",
        "get --raw /api/v1/nodes/NODE/proxy/healthz",
    ];

    /// <summary>Tries them all, and looks past Sallyport whether anything is another than before.</summary>
    public static async Task IsOutOfReachAsync(Kubectl kubectl, RealCluster cluster, string ns, string pod)
    {
        var node = (await cluster.Admin.RunAsync("get", "pod", pod, "-n", ns, "-o", "jsonpath={.spec.nodeName}")).Succeeded().Output;
        var before = await StateAsync(cluster, ns);
        foreach (var command in OutOfReach)
        {
            (await kubectl.RunAsync(Encoding.UTF8.GetBytes("{}"), Words(command))).Refused();
        }

        foreach (var command in WithoutTheAgents)
        {
            (await kubectl.RunAsync(Words(command))).Succeeded().Output.Should().NotContain(ns, command);
        }

        foreach (var command in StillReadable)
        {
            (await kubectl.RunAsync(Words(command))).Succeeded();
        }

        (await StateAsync(cluster, ns)).Should().Be(before);

        string[] Words(string command) =>
            [.. command.Split(' ').Select(word => word.Replace("NS", ns, StringComparison.Ordinal).Replace("POD", pod, StringComparison.Ordinal).Replace("NODE", node, StringComparison.Ordinal))];
    }

    private static async Task<string> StateAsync(RealCluster cluster, string ns)
    {
        const string identities = "jsonpath={range .items[*]}{.kind}/{.metadata.name} {.metadata.uid} {.metadata.generation}{\"\\n\"}{end}";
        var inside = await cluster.Admin.RunAsync("get", "deployments,pods,secrets,serviceaccounts,roles,rolebindings,configmaps", "-n", ns, "-o", identities);
        var outside = await cluster.Admin.RunAsync("get", "clusterroles,clusterrolebindings", "-o", "jsonpath={range .items[*]}{.kind}/{.metadata.name} {.metadata.resourceVersion}{\"\\n\"}{end}");
        return inside.Succeeded().Output + outside.Succeeded().Output;
    }
}
