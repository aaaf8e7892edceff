using System.Text.Json.Nodes;
using Sallyport.Demo.Store;
using Sallyport.Demo.Workloads;

namespace Sallyport.Demo.Admission;

/// <summary>Fills in what a new or changed object leaves out.</summary>
internal static class Defaults
{
    public static void Fill(ResourceType type, JsonObject item)
    {
        JsonObject spec = item.Map("spec") ?? [];
        switch (type.GroupResource)
        {
            case "pods":
                PodDefaults.FillPod(item.Child("spec"));
                if (item["status"] is not JsonObject { Count: > 0 })
                {
                    item["status"] = new JsonObject { ["phase"] = "Pending", ["qosClass"] = "BestEffort" };
                }

                break;
            case "deployments.apps":
                spec["replicas"] ??= 1;
                spec["revisionHistoryLimit"] ??= 10;
                spec["progressDeadlineSeconds"] ??= 600;
                JsonObject strategy = spec.Child("strategy");
                strategy["type"] ??= "RollingUpdate";
                if (strategy.Text("type") == "RollingUpdate")
                {
                    JsonObject rolling = strategy.Child("rollingUpdate");
                    rolling["maxUnavailable"] ??= "25%";
                    rolling["maxSurge"] ??= "25%";
                }

                Template(spec);
                break;
            case "replicasets.apps" or "statefulsets.apps":
                spec["replicas"] ??= 1;
                Template(spec);
                break;
            case "daemonsets.apps":
                Template(spec);
                break;
            case "jobs.batch":
                spec["parallelism"] ??= 1;
                spec["completions"] ??= 1;
                spec["backoffLimit"] ??= 6;
                Template(spec);
                break;
            case "cronjobs.batch":
                spec["concurrencyPolicy"] ??= "Allow";
                spec["suspend"] ??= false;
                spec["successfulJobsHistoryLimit"] ??= 3;
                spec["failedJobsHistoryLimit"] ??= 1;
                break;
            case "services":
                Service(spec, $"{item.Text("metadata", "namespace")}/{item.Text("metadata", "name")}");
                item["status"] ??= new JsonObject { ["loadBalancer"] = new JsonObject() };
                break;
            case "secrets":
                item["type"] ??= "Opaque";
                Secret(item);
                break;
            case "namespaces":
                item.Child("spec")["finalizers"] ??= new JsonArray("kubernetes");
                item.Child("status")["phase"] ??= "Active";
                item.Child("metadata").Child("labels")["kubernetes.io/metadata.name"] = item.Text("metadata", "name");
                break;
            case "persistentvolumeclaims":
                spec["volumeMode"] ??= "Filesystem";
                spec["storageClassName"] ??= "standard";
                item.Child("status")["phase"] ??= "Pending";
                break;
            case "rolebindings.rbac.authorization.k8s.io" or "clusterrolebindings.rbac.authorization.k8s.io":
                item.Child("roleRef")["apiGroup"] ??= "rbac.authorization.k8s.io";
                foreach (JsonObject subject in item.Items("subjects"))
                {
                    if (subject.Text("kind") is "User" or "Group")
                    {
                        subject["apiGroup"] ??= "rbac.authorization.k8s.io";
                    }
                }

                break;
            default:
                break;
        }
    }

    private static void Template(JsonObject spec)
    {
        if (spec.Map("template", "spec") is { } pod)
        {
            PodDefaults.Fill(pod);
        }
    }

    private static void Service(JsonObject spec, string identity)
    {
        string type = spec.Text("type") ?? "ClusterIP";
        spec["type"] = type;
        spec["sessionAffinity"] ??= "None";
        if (type != "ExternalName")
        {
            uint hash = StableHash.Of(identity);
            spec["clusterIP"] ??= $"10.96.{hash % 250}.{(hash >> 8) % 250 + 2}";
            spec["clusterIPs"] ??= new JsonArray(spec.Text("clusterIP"));
            spec["ipFamilies"] ??= new JsonArray("IPv4");
            spec["ipFamilyPolicy"] ??= "SingleStack";
            spec["internalTrafficPolicy"] ??= "Cluster";
        }

        foreach (JsonObject port in spec.Items("ports"))
        {
            port["protocol"] ??= "TCP";
            port["targetPort"] ??= port["port"]?.DeepClone();
            if (type is "NodePort" or "LoadBalancer" && port.Number("nodePort") is null or 0)
            {
                port["nodePort"] = 30_000 + (StableHash.Of(identity + port.Number("port")) % 2_768);
            }
        }
    }

    private static void Secret(JsonObject item)
    {
        foreach ((string key, JsonNode? value) in item.Map("stringData") ?? [])
        {
            item.Child("data")[key] = Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(value?.ToString() ?? ""));
        }

        item.Remove("stringData");
    }
}
