using System.Text.Json.Nodes;
using Sallyport.Demo.Store;

namespace Sallyport.Demo.Tables;

/// <summary>Nodes.</summary>
internal static class NodeTable
{
    private const string RoleLabel = "node-role.kubernetes.io/";

    public static readonly KindTable Table = new(
        [
            new("Status"), new("Roles"), new("Age"), new("Version"), new("Internal-IP", Priority: 1),
            new("External-IP", Priority: 1), new("OS-Image", Priority: 1), new("Kernel-Version", Priority: 1),
            new("Container-Runtime", Priority: 1),
        ],
        (node, now) =>
        [
            Status(node),
            KindTables.Join((node.Map("metadata", "labels") ?? [])
                .Where(label => label.Key.StartsWith(RoleLabel, StringComparison.Ordinal))
                .Select(label => label.Key[RoleLabel.Length..])),
            KindTables.AgeOf(node, now),
            node.Text("status", "nodeInfo", "kubeletVersion"),
            Address(node, "InternalIP"),
            Address(node, "ExternalIP"),
            node.Text("status", "nodeInfo", "osImage"),
            node.Text("status", "nodeInfo", "kernelVersion"),
            node.Text("status", "nodeInfo", "containerRuntimeVersion"),
        ]);

    private static string Status(JsonObject node)
    {
        bool ready = node.Items("status", "conditions")
            .Any(condition => condition.Text("type") == "Ready" && condition.Text("status") == "True");
        return (ready ? "Ready" : "NotReady") + (node.Flag("spec", "unschedulable") ? ",SchedulingDisabled" : "");
    }

    private static string Address(JsonObject node, string type) => KindTables.Join(
        node.Items("status", "addresses").Where(address => address.Text("type") == type)
            .Select(address => address.Text("address")));
}
