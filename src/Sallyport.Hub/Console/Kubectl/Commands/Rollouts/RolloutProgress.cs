using System.Text.Json;
using Sallyport.Hub.Console.Feeds.Calls;

namespace Sallyport.Hub.Console.Kubectl.Commands;

/// <summary>How far a rollout is, in kubectl's words.</summary>
internal static class RolloutProgress
{
    /// <exception cref="KubectlFault">It has failed, or this object cannot say.</exception>
    public static (string Text, bool Done) Of(string resource, JsonElement item)
    {
        var (name, spec, status) = (item.At("metadata").Text("name"), item.At("spec"), item.At("status"));
        var observed = item.At("metadata").Number("generation") <= status.Number("observedGeneration");
        return resource switch
        {
            "deployments" => observed ? Deployment(name, spec, status) : ("Waiting for deployment spec update to be observed...", false),
            "daemonsets" => Rolling(spec) && observed ? DaemonSet(name, status) : ("Waiting for daemon set spec update to be observed...", false),
            _ => Rolling(spec) && observed && status.Number("observedGeneration") > 0
                ? StatefulSet(spec, status)
                : ("Waiting for statefulset spec update to be observed...", false),
        };
    }

    private static bool Rolling(JsonElement spec) => spec.At("updateStrategy").Text("type") == "RollingUpdate"
        ? true
        : throw new KubectlFault("error: rollout status is only available for RollingUpdate strategy type");

    private static (string, bool) Deployment(string name, JsonElement spec, JsonElement status)
    {
        if (status.Items("conditions").Any(condition => condition.Text("type") == "Progressing" && condition.Text("reason") == "ProgressDeadlineExceeded"))
        {
            throw new KubectlFault($"error: deployment \"{name}\" exceeded its progress deadline");
        }

        var (wanted, all, updated, available) =
            (spec.Number("replicas"), status.Number("replicas"), status.Number("updatedReplicas"), status.Number("availableReplicas"));
        return updated < wanted ? ($"Waiting for deployment \"{name}\" rollout to finish: {updated} out of {wanted} new replicas have been updated...", false)
            : all > updated ? ($"Waiting for deployment \"{name}\" rollout to finish: {all - updated} old replicas are pending termination...", false)
            : available < updated ? ($"Waiting for deployment \"{name}\" rollout to finish: {available} of {updated} updated replicas are available...", false)
            : ($"deployment \"{name}\" successfully rolled out", true);
    }

    private static (string, bool) DaemonSet(string name, JsonElement status)
    {
        var (wanted, updated, available) =
            (status.Number("desiredNumberScheduled"), status.Number("updatedNumberScheduled"), status.Number("numberAvailable"));
        return updated < wanted ? ($"Waiting for daemon set \"{name}\" rollout to finish: {updated} out of {wanted} new pods have been updated...", false)
            : available < wanted ? ($"Waiting for daemon set \"{name}\" rollout to finish: {available} of {wanted} updated pods are available...", false)
            : ($"daemon set \"{name}\" successfully rolled out", true);
    }

    private static (string, bool) StatefulSet(JsonElement spec, JsonElement status)
    {
        var (wanted, ready, updated) = (spec.Number("replicas"), status.Number("readyReplicas"), status.Number("updatedReplicas"));
        if (ready < wanted)
        {
            return ($"Waiting for {wanted - ready} pods to be ready...", false);
        }

        if (spec.At("updateStrategy", "rollingUpdate") is { ValueKind: JsonValueKind.Object } rolling && rolling.At("partition").ValueKind == JsonValueKind.Number)
        {
            var moved = wanted - rolling.Number("partition");
            return updated < moved
                ? ($"Waiting for partitioned roll out to finish: {updated} out of {moved} new pods have been updated...", false)
                : ($"partitioned roll out complete: {updated} new pods have been updated...", true);
        }

        return status.Text("updateRevision") != status.Text("currentRevision")
            ? ($"waiting for statefulset rolling update to complete {updated} pods at revision {status.Text("updateRevision")}...", false)
            : ($"statefulset rolling update complete {status.Number("currentReplicas")} pods at revision {status.Text("currentRevision")}...", true);
    }
}
