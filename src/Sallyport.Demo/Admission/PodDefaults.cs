using System.Text.Json.Nodes;
using Sallyport.Demo.Store;

namespace Sallyport.Demo.Admission;

/// <summary>What a pod's spec says when its author left it out.</summary>
internal static class PodDefaults
{
    public static void Fill(JsonObject spec)
    {
        spec["restartPolicy"] ??= "Always";
        spec["dnsPolicy"] ??= "ClusterFirst";
        spec["schedulerName"] ??= "default-scheduler";
        spec["terminationGracePeriodSeconds"] ??= 30;
        spec["securityContext"] ??= new JsonObject();
        foreach (JsonObject container in spec.Items("containers").Concat(spec.Items("initContainers")))
        {
            string image = container.Text("image") ?? "";
            container["imagePullPolicy"] ??= image.EndsWith(":latest", StringComparison.Ordinal)
                || !image[(image.LastIndexOf('/') + 1)..].Contains(':') ? "Always" : "IfNotPresent";
            container["resources"] ??= new JsonObject();
            container["terminationMessagePath"] ??= "/dev/termination-log";
            container["terminationMessagePolicy"] ??= "File";
            foreach (JsonObject port in container.Items("ports"))
            {
                port["protocol"] ??= "TCP";
            }
        }
    }

    /// <summary>What the service account admission adds to a pod itself, not to a template.</summary>
    public static void FillPod(JsonObject spec)
    {
        Fill(spec);
        spec["serviceAccountName"] ??= "default";
        spec["serviceAccount"] ??= spec.Text("serviceAccountName");
        spec["enableServiceLinks"] ??= true;
        spec["preemptionPolicy"] ??= "PreemptLowerPriority";
        spec["priority"] ??= 0;
    }
}
