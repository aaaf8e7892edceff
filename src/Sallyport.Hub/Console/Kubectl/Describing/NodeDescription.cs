using System.Text.Json;
using Sallyport.Hub.Console.Feeds.Calls;
using Sallyport.Hub.Console.Feeds.Kinds;
using Sallyport.Hub.Console.Kubectl.Commands;

namespace Sallyport.Hub.Console.Kubectl.Describing;

/// <summary>A node.</summary>
internal static class NodeDescription
{
    private const string RoleLabel = "node-role.kubernetes.io/";

    public static async Task WriteAsync(Invocation line, Description to, JsonElement node)
    {
        var (metadata, spec, status) = (node.At("metadata"), node.At("spec"), node.At("status"));
        to.Pair(0, "Name", metadata.Text("name"));
        to.Pair(0, "Roles", Roles(metadata.At("labels")));
        to.Labels(metadata);
        to.Annotations(metadata);
        to.Pair(0, "CreationTimestamp", Description.Time(metadata.Time("creationTimestamp")));
        to.List("Taints", [.. spec.Items("taints").Select(Taint)]);
        to.Pair(0, "Unschedulable", EnvironmentDescription.Truth(spec.Flag("unschedulable")));
        await WriteLeaseAsync(line, to, metadata.Text("name"));
        Conditions.OfNode(to, status);
        to.Write(0, "Addresses:");
        foreach (var address in status.Items("addresses"))
        {
            to.Pair(1, address.Text("type"), address.Text("address"));
        }

        WriteAmounts(to, "Capacity", status.At("capacity"));
        WriteAmounts(to, "Allocatable", status.At("allocatable"));
        WriteSystem(to, status.At("nodeInfo"));
        to.Optional(0, "PodCIDR", spec.Text("podCIDR"));
        to.Optional(0, "PodCIDRs", string.Join(',', spec.Texts("podCIDRs")));
        to.Optional(0, "ProviderID", spec.Text("providerID"));
        await NodePods.WriteAsync(line, to, node);
    }

    private static string Roles(JsonElement labels)
    {
        var roles = labels.ValueKind != JsonValueKind.Object ? [] : labels.EnumerateObject()
            .Select(label => label.Name.StartsWith(RoleLabel, StringComparison.Ordinal) ? label.Name[RoleLabel.Length..]
                : label.Name == "kubernetes.io/role" ? label.Value.ToString() : "")
            .Where(role => role.Length > 0).Order(StringComparer.Ordinal).ToList();
        return roles.Count == 0 ? "<none>" : string.Join(',', roles);
    }

    private static string Taint(JsonElement taint) =>
        taint.Text("key") + (taint.Text("value") is { Length: > 0 } value ? "=" + value : "") + ":" + taint.Text("effect");

    private static async Task WriteLeaseAsync(Invocation line, Description to, string name)
    {
        to.Write(0, "Lease:");
        try
        {
            var leases = new ResourceType("coordination.k8s.io", "v1", "leases", "Lease", Namespaced: true);
            var lease = (await line.ReadAsync(leases.Path("kube-node-lease", name))).At("spec");
            to.Pair(1, "HolderIdentity", lease.Text("holderIdentity") is { Length: > 0 } holder ? holder : "<unset>");
            to.Pair(1, "AcquireTime", Description.Time(lease.Time("acquireTime")));
            to.Pair(1, "RenewTime", Description.Time(lease.Time("renewTime")));
        }
        catch (ClusterProblemException fault)
        {
            to.Write(1, "Failed to get lease: " + fault.Problem.Message);
        }
    }

    private static void WriteAmounts(Description to, string title, JsonElement amounts)
    {
        if (amounts.ValueKind != JsonValueKind.Object)
        {
            return;
        }

        to.Write(0, title + ":");
        foreach (var amount in amounts.EnumerateObject().OrderBy(amount => amount.Name, StringComparer.Ordinal))
        {
            to.Pair(1, amount.Name, AmountText.Canonical(amount.Value.ToString()));
        }
    }

    private static void WriteSystem(Description to, JsonElement info)
    {
        to.Write(0, "System Info:");
        foreach (var (said, field) in ((string, string)[])
        [
            ("Machine ID", "machineID"), ("System UUID", "systemUUID"), ("Boot ID", "bootID"), ("Kernel Version", "kernelVersion"),
            ("OS Image", "osImage"), ("Operating System", "operatingSystem"), ("Architecture", "architecture"),
            ("Container Runtime Version", "containerRuntimeVersion"), ("Kubelet Version", "kubeletVersion"), ("Kube-Proxy Version", "kubeProxyVersion"),
        ])
        {
            to.Pair(1, said, info.Text(field));
        }
    }
}
