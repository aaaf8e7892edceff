using System.Text.Json;
using Microsoft.Extensions.Localization;
using Sallyport.Hub.Console.Feeds.Calls;
using Sallyport.Hub.Console.Feeds.Rows;

namespace Sallyport.Hub.Console.Objects.Facts;

/// <summary>What a node is, what presses on it, and what it has for pods.</summary>
internal static class NodeFacts
{
    private const string RoleLabel = "node-role.kubernetes.io/";

    public static IEnumerable<Fact> Of(JsonElement whole, IStringLocalizer<Words> words)
    {
        var (spec, status) = (whole.At("spec"), whole.At("status"));
        var pressing = status.Items("conditions").Where(condition => condition.Text("type") != "Ready" && condition.Text("status") == "True").Select(condition => condition.Text("type")).ToArray();
        yield return new Fact(words["Pressure"], pressing.Length == 0 ? words["none"] : string.Join(", ", pressing)) { Health = pressing.Length == 0 ? Health.Ok : Health.Failing };
        yield return new Fact(words["Takes new pods"], spec.Flag("unschedulable") ? words["no: it is cordoned"] : words["Yes"]) { Health = spec.Flag("unschedulable") ? Health.Warning : Health.Ok };
        yield return new Fact(words["Roles"], string.Join(", ", Roles(whole)));
        yield return new Fact(words["Taints"], string.Join(", ", spec.Items("taints").Select(taint => $"{taint.Text("key")}{(taint.Text("value") is { Length: > 0 } value ? "=" + value : "")}:{taint.Text("effect")}"))) { IsName = true };
        yield return new Fact(words["Addresses"], string.Join(", ", status.Items("addresses").Select(address => address.Text("address")).Distinct())) { IsName = true };
        yield return new Fact(words["For pods"], words["CPU {0} of {1}, memory {2} of {3}, {4} pods",
            Amount(status, "allocatable", "cpu"), Amount(status, "capacity", "cpu"), Amount(status, "allocatable", "memory"), Amount(status, "capacity", "memory"), Amount(status, "allocatable", "pods")]);
        var info = status.At("nodeInfo");
        yield return new Fact(words["Kubelet"], info.Text("kubeletVersion"));
        yield return new Fact(words["Runtime"], info.Text("containerRuntimeVersion"));
        yield return new Fact(words["System"], string.Join(", ", new[] { info.Text("osImage"), info.Text("kernelVersion"), info.Text("architecture") }.Where(part => part.Length > 0)));
    }

    private static string Amount(JsonElement status, string of, string resource) => status.At(of).At(resource) is { ValueKind: not JsonValueKind.Undefined } amount ? amount.ToString() : "–";

    private static IEnumerable<string> Roles(JsonElement whole) => whole.At("metadata", "labels") is { ValueKind: JsonValueKind.Object } labels
        ? labels.EnumerateObject().Where(label => label.Name.StartsWith(RoleLabel, StringComparison.Ordinal)).Select(label => label.Name[RoleLabel.Length..])
        : [];
}
