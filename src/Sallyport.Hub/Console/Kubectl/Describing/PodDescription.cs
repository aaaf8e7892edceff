using System.Globalization;
using System.Text.Json;
using Sallyport.Hub.Console.Feeds.Calls;
using Sallyport.Hub.Console.Kubectl.Printing;

namespace Sallyport.Hub.Console.Kubectl.Describing;

/// <summary>A pod.</summary>
internal static class PodDescription
{
    public static void Write(Description to, JsonElement pod)
    {
        var (metadata, spec, status) = (to.Head(pod), pod.At("spec"), pod.At("status"));
        if (spec.At("priority").ValueKind == JsonValueKind.Number)
        {
            to.Number(0, "Priority", spec.Number("priority"));
        }

        to.Optional(0, "Priority Class Name", spec.Text("priorityClassName"));
        to.Optional(0, "Runtime Class Name", spec.Text("runtimeClassName"));
        to.Optional(0, "Service Account", spec.Text("serviceAccountName"));
        to.Pair(0, "Node", spec.Text("nodeName") is { Length: > 0 } node ? $"{node}/{status.Text("hostIP")}" : "<none>");
        if (status.Time("startTime") is { } start)
        {
            to.Pair(0, "Start Time", Description.Time(start));
        }

        to.Labels(metadata);
        to.Annotations(metadata);
        WriteStatus(to, metadata, status);
        to.Optional(0, "SeccompProfile", spec.At("securityContext", "seccompProfile").Text("type"));
        WriteAddresses(to, status);
        to.ControlledBy(metadata);
        to.Optional(0, "NominatedNodeName", status.Text("nominatedNodeName"));
        if (spec.Items("initContainers").Any())
        {
            ContainerDescription.Write(to, "Init Containers", spec.Items("initContainers"), status.Items("initContainerStatuses"), "", pod);
        }

        ContainerDescription.Write(to, "Containers", spec.Items("containers"), status.Items("containerStatuses"), "", pod);
        if (spec.Items("ephemeralContainers").Any())
        {
            ContainerDescription.Write(to, "Ephemeral Containers", spec.Items("ephemeralContainers"), status.Items("ephemeralContainerStatuses"), "", pod);
        }

        Conditions.OfPod(to, status);
        VolumeDescription.Write(to, spec, "");
        to.Pair(0, "QoS Class", status.Text("qosClass"));
        to.Map("Node-Selectors", spec.At("nodeSelector"));
        to.List("Tolerations", Tolerations(spec));
    }

    /// <summary>What taints a pod puts up with, one a text.</summary>
    public static List<string> Tolerations(JsonElement spec) =>
        [.. spec.Items("tolerations").OrderBy(toleration => toleration.Text("key"), StringComparer.Ordinal).Select(Toleration)];

    private static string Toleration(JsonElement toleration)
    {
        var (key, value, effect) = (toleration.Text("key"), toleration.Text("value"), toleration.Text("effect"));
        var text = key + (value.Length > 0 ? "=" + value : "") + (effect.Length > 0 ? ":" + effect : "");
        if (toleration.Text("operator") == "Exists" && value.Length == 0)
        {
            text += text.Length > 0 ? " op=Exists" : "op=Exists";
        }

        return toleration.At("tolerationSeconds").ValueKind == JsonValueKind.Number
            ? string.Create(CultureInfo.InvariantCulture, $"{text} for {toleration.Number("tolerationSeconds")}s")
            : text;
    }

    private static void WriteStatus(Description to, JsonElement metadata, JsonElement status)
    {
        var phase = status.Text("phase");
        if (metadata.Time("deletionTimestamp") is { } ending && phase is not ("Failed" or "Succeeded"))
        {
            to.Pair(0, "Status", $"Terminating (lasts {HumanDuration.Of(to.Now - ending)})");
            to.Pair(0, "Termination Grace Period", string.Create(CultureInfo.InvariantCulture, $"{metadata.Number("deletionGracePeriodSeconds")}s"));
        }
        else
        {
            to.Pair(0, "Status", phase);
        }

        to.Optional(0, "Reason", status.Text("reason"));
        to.Optional(0, "Message", status.Text("message"));
    }

    private static void WriteAddresses(Description to, JsonElement status)
    {
        to.Pair(0, "IP", status.Text("podIP"));
        if (!status.Items("podIPs").Any())
        {
            to.Pair(0, "IPs", "<none>");
            return;
        }

        to.Write(0, "IPs:");
        foreach (var address in status.Items("podIPs"))
        {
            to.Pair(1, "IP", address.Text("ip"));
        }
    }
}
