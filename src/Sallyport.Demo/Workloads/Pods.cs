using System.Text.Json.Nodes;
using Sallyport.Demo.Admission;
using Sallyport.Demo.Store;

namespace Sallyport.Demo.Workloads;

/// <summary>Builds pods from the template of what owns them.</summary>
internal static class Pods
{
    /// <summary>Says how a demo pod behaves: <c>crash-loop</c>, <c>never-ready</c>, <c>image-missing</c>.</summary>
    public const string Behaviour = "sallyport.example/demo-behaviour";

    public static JsonObject FromTemplate(JsonObject owner, string name, JsonNode? template)
    {
        JsonObject metadata = (template.Map("metadata") ?? []).Copy();
        metadata["name"] = name;
        metadata["namespace"] = owner.Text("metadata", "namespace");
        metadata["ownerReferences"] = new JsonArray(Reference(owner));
        metadata.Remove("creationTimestamp");
        JsonObject spec = (template.Map("spec") ?? []).Copy();
        PodDefaults.FillPod(spec);
        spec["tolerations"] ??= new JsonArray(
            Toleration("node.kubernetes.io/not-ready"), Toleration("node.kubernetes.io/unreachable"));
        MountAccount(spec, name);
        return new JsonObject
        {
            ["kind"] = "Pod",
            ["apiVersion"] = "v1",
            ["metadata"] = metadata,
            ["spec"] = spec,
            ["status"] = new JsonObject { ["phase"] = "Pending", ["qosClass"] = Class(spec) },
        };
    }

    public static JsonObject Reference(JsonObject owner) => new()
    {
        ["apiVersion"] = owner.Text("apiVersion"),
        ["kind"] = owner.Text("kind"),
        ["name"] = owner.Text("metadata", "name"),
        ["uid"] = owner.Text("metadata", "uid"),
        ["controller"] = true,
        ["blockOwnerDeletion"] = true,
    };

    public static JsonObject? Controller(JsonObject item) => item.Items("metadata", "ownerReferences")
        .FirstOrDefault(reference => reference.Flag("controller"));

    public static bool IsOwnedBy(JsonObject item, JsonObject owner) =>
        Controller(item)?.Text("uid") == owner.Text("metadata", "uid");

    public static bool IsReady(JsonObject pod) => pod.Items("status", "conditions")
        .Any(condition => condition.Text("type") == "Ready" && condition.Text("status") == "True");

    public static bool IsLeaving(JsonObject pod) => pod.Text("metadata", "deletionTimestamp") is not null;

    public static bool IsOver(JsonObject pod) => pod.Text("status", "phase") is "Succeeded" or "Failed";

    /// <summary>The live pods of an owner: those its selector finds and its reference names.</summary>
    public static List<JsonObject> Of(ObjectStore store, JsonObject owner)
    {
        LabelSelector selector = LabelSelector.FromSpec(owner.At("spec", "selector"));
        return [.. store.In("pods", owner.Text("metadata", "namespace") ?? "")
            .Where(pod => selector.Matches(pod.Labels))
            .Select(pod => pod.Read())
            .Where(pod => IsOwnedBy(pod, owner) && !IsLeaving(pod))];
    }

    private static JsonObject Toleration(string key) => new()
    {
        ["key"] = key,
        ["operator"] = "Exists",
        ["effect"] = "NoExecute",
        ["tolerationSeconds"] = 300,
    };

    private static void MountAccount(JsonObject spec, string name)
    {
        string volume = $"kube-api-access-{StableHash.Of(name) % 100_000:x5}";
        spec.List("volumes").Add(new JsonObject
        {
            ["name"] = volume,
            ["projected"] = new JsonObject
            {
                ["sources"] = new JsonArray(
                    new JsonObject
                    {
                        ["serviceAccountToken"] = new JsonObject { ["expirationSeconds"] = 3607, ["path"] = "token" },
                    },
                    new JsonObject { ["configMap"] = new JsonObject { ["name"] = "kube-root-ca.crt" } }),
                ["defaultMode"] = 420,
            },
        });
        foreach (JsonObject container in spec.Items("containers"))
        {
            container.List("volumeMounts").Add(new JsonObject
            {
                ["name"] = volume,
                ["readOnly"] = true,
                ["mountPath"] = "/var/run/secrets/kubernetes.io/serviceaccount",
            });
        }
    }

    private static string Class(JsonObject spec)
    {
        bool any = spec.Items("containers").Any(container => container.Map("resources", "requests") is not null);
        return any ? "Burstable" : "BestEffort";
    }
}
