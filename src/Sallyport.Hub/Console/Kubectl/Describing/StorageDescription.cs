using System.Text.Json;
using Sallyport.Hub.Console.Feeds.Calls;
using Sallyport.Hub.Console.Feeds.Kinds;
using Sallyport.Hub.Console.Kubectl.Commands;
using Sallyport.Hub.Console.Kubectl.Reading;

namespace Sallyport.Hub.Console.Kubectl.Describing;

/// <summary>PersistentVolumeClaims and PersistentVolumes.</summary>
internal static class StorageDescription
{
    public static async Task ClaimAsync(Invocation line, Description to, JsonElement item)
    {
        var (metadata, spec, status) = (to.Head(item), item.At("spec"), item.At("status"));
        to.Pair(0, "StorageClass", spec.Text("storageClassName"));
        to.Pair(0, "Status", metadata.Time("deletionTimestamp") is { } ending ? $"Terminating (lasts {Printing.HumanDuration.Of(to.Now - ending)})" : status.Text("phase"));
        to.Pair(0, "Volume", spec.Text("volumeName"));
        to.Labels(metadata);
        to.Annotations(metadata);
        to.Pair(0, "Finalizers", $"[{string.Join(' ', metadata.Texts("finalizers"))}]");
        var bound = spec.Text("volumeName").Length > 0;
        to.Pair(0, "Capacity", bound ? status.At("capacity").Text("storage") : "");
        to.Pair(0, "Access Modes", bound ? Modes(status.Texts("accessModes")) : "");
        to.Optional(0, "VolumeMode", spec.Text("volumeMode"));
        to.List("Used By", await UsersAsync(line, metadata));
        if (status.Items("conditions").Any())
        {
            to.Write(0, "Conditions:");
            to.Write(1, "Type\tStatus\tLastProbeTime\tLastTransitionTime\tReason\tMessage");
            foreach (var condition in status.Items("conditions"))
            {
                to.Write(1, $"{condition.Text("type")} \t{condition.Text("status")} \t{Description.Time(condition.Time("lastProbeTime"))} \t" +
                    $"{Description.Time(condition.Time("lastTransitionTime"))} \t{condition.Text("reason")} \t{condition.Text("message")}");
            }
        }
    }

    public static void Volume(Description to, JsonElement item)
    {
        var (metadata, spec, status) = (to.Head(item), item.At("spec"), item.At("status"));
        to.Labels(metadata);
        to.Annotations(metadata);
        to.Pair(0, "Finalizers", $"[{string.Join(' ', metadata.Texts("finalizers"))}]");
        to.Pair(0, "StorageClass", spec.Text("storageClassName"));
        to.Pair(0, "Status", status.Text("phase"));
        to.Pair(0, "Claim", spec.At("claimRef") is { ValueKind: JsonValueKind.Object } claim ? $"{claim.Text("namespace")}/{claim.Text("name")}" : "");
        to.Pair(0, "Reclaim Policy", spec.Text("persistentVolumeReclaimPolicy"));
        to.Pair(0, "Access Modes", Modes(spec.Texts("accessModes")));
        to.Optional(0, "VolumeMode", spec.Text("volumeMode"));
        to.Pair(0, "Capacity", spec.At("capacity").Text("storage"));
        to.Pair(0, "Node Affinity", spec.At("nodeAffinity", "required").ValueKind == JsonValueKind.Object ? "" : "<none>");
        foreach (var (i, term) in spec.At("nodeAffinity", "required").Items("nodeSelectorTerms").Index())
        {
            to.Pair(1, i == 0 ? "Required Terms" : "or", string.Join(", ", term.Items("matchExpressions")
                .Select(expression => $"{expression.Text("key")} {expression.Text("operator").ToLowerInvariant()} [{string.Join(", ", expression.Texts("values"))}]")));
        }

        to.Pair(0, "Message", status.Text("message"));
        to.Write(0, "Source:");
        var sources = spec.EnumerateObject().Where(member => member.Value.ValueKind == JsonValueKind.Object
            && member.Name is not ("capacity" or "claimRef" or "nodeAffinity")).ToList();
        if (sources.Count == 0)
        {
            to.Write(1, "<unknown>");
        }

        foreach (var source in sources)
        {
            to.Pair(2, "Type", char.ToUpperInvariant(source.Name[0]) + source.Name[1..]);
            foreach (var member in source.Value.EnumerateObject().Where(member => member.Value.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array)))
            {
                to.Pair(2, GenericDescription.Label(member.Name), member.Value.ToString());
            }
        }
    }

    private static string Modes(IEnumerable<string> modes) => string.Join(',', modes.Select(mode => mode switch
    {
        "ReadWriteOnce" => "RWO",
        "ReadOnlyMany" => "ROX",
        "ReadWriteMany" => "RWX",
        "ReadWriteOncePod" => "RWOP",
        _ => mode,
    }));

    private static async Task<List<string>> UsersAsync(Invocation line, JsonElement metadata)
    {
        var users = new List<string>();
        try
        {
            await foreach (var pod in new Selection(metadata.Text("namespace")).ObjectsAsync(line, ResourceType.Pods, line.Cancellation))
            {
                if (pod.At("spec").Items("volumes").Any(volume => volume.At("persistentVolumeClaim").Text("claimName") == metadata.Text("name")))
                {
                    users.Add(pod.At("metadata").Text("name"));
                }
            }
        }
        catch (ClusterProblemException fault) when (fault.Problem.Kind == ProblemKind.Blocked)
        {
            users.Add("<unknown>: " + fault.Problem.Message);
        }

        return users;
    }
}
