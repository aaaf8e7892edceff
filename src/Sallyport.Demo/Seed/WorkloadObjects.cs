using System.Text.Json.Nodes;
using Sallyport.Demo.Store;
using Sallyport.Demo.Workloads;

namespace Sallyport.Demo.Seed;

/// <summary>The objects that make up a workload.</summary>
internal static class WorkloadObjects
{
    public static JsonObject Build(Workload workload, string born)
    {
        JsonObject template = new()
        {
            ["metadata"] = new JsonObject { ["labels"] = Labels(workload) },
            ["spec"] = PodSpec(workload),
        };
        if (workload.Behaviour is { } behaviour)
        {
            template["metadata"]!["annotations"] = new JsonObject { [Pods.Behaviour] = behaviour };
        }

        JsonObject selector = new() { ["matchLabels"] = new JsonObject { ["app"] = workload.Name } };
        JsonObject spec = workload.Kind switch
        {
            "CronJob" => new JsonObject
            {
                ["schedule"] = workload.Schedule,
                ["jobTemplate"] = new JsonObject { ["spec"] = new JsonObject { ["template"] = template } },
            },
            "DaemonSet" => new JsonObject { ["selector"] = selector, ["template"] = template },
            "StatefulSet" => new JsonObject
            {
                ["replicas"] = workload.Replicas,
                ["serviceName"] = workload.Name,
                ["selector"] = selector,
                ["template"] = template,
            },
            _ => new JsonObject
            {
                ["replicas"] = workload.Replicas,
                ["selector"] = selector,
                ["template"] = template,
            },
        };
        return new JsonObject
        {
            ["kind"] = workload.Kind,
            ["apiVersion"] = workload.Kind == "CronJob" ? "batch/v1" : "apps/v1",
            ["metadata"] = Metadata(workload, workload.Name, born),
            ["spec"] = spec,
        };
    }

    public static JsonObject Service(Workload workload, string born) => new()
    {
        ["kind"] = "Service",
        ["apiVersion"] = "v1",
        ["metadata"] = Metadata(workload, workload.Name, born),
        ["spec"] = new JsonObject
        {
            ["selector"] = new JsonObject { ["app"] = workload.Name },
            ["ports"] = new JsonArray(new JsonObject
            {
                ["name"] = workload.Port == 53 ? "dns-tcp" : "main",
                ["port"] = workload.Port is 8080 or 9000 ? 80 : workload.Port,
                ["targetPort"] = workload.Port,
            }),
        },
    };

    private static JsonObject Metadata(Workload workload, string name, string born) => new()
    {
        ["name"] = name,
        ["namespace"] = workload.Namespace,
        ["labels"] = Labels(workload),
        ["creationTimestamp"] = born,
    };

    private static JsonObject Labels(Workload workload) => new()
    {
        ["app"] = workload.Name,
        ["app.kubernetes.io/part-of"] = workload.Namespace,
    };

    private static JsonObject PodSpec(Workload workload)
    {
        JsonObject container = Container(workload.Name, workload.Image, workload);
        if (workload.Port > 0)
        {
            container["ports"] = new JsonArray(new JsonObject { ["containerPort"] = workload.Port, ["name"] = "main" });
        }

        JsonArray environment = [new JsonObject { ["name"] = "LOG_LEVEL", ["value"] = "info" }];
        if (workload.Secret is { } secret)
        {
            environment.Add(new JsonObject
            {
                ["name"] = "DATABASE_PASSWORD",
                ["valueFrom"] = new JsonObject
                {
                    ["secretKeyRef"] = new JsonObject { ["name"] = secret, ["key"] = "password" },
                },
            });
        }

        container["env"] = environment;
        JsonObject spec = new() { ["containers"] = new JsonArray(container) };
        if (workload.Sidecar is { } sidecar)
        {
            spec.List("containers").Add(Container("mesh-proxy", sidecar, workload with { Cpu = "50m", Memory = "64Mi" }));
        }

        if (workload.ConfigMap is { } configMap)
        {
            Mount(spec, container, "config", "/etc/" + workload.Name,
                new JsonObject { ["configMap"] = new JsonObject { ["name"] = configMap } });
        }

        if (workload.HasVolume)
        {
            Mount(spec, container, "data", "/data", new JsonObject
            {
                ["persistentVolumeClaim"] = new JsonObject { ["claimName"] = $"data-{workload.Name}-0" },
            });
        }

        if (workload.IsOnHostNetwork)
        {
            spec["hostNetwork"] = true;
        }

        if (workload.Kind == "DaemonSet")
        {
            spec["tolerations"] = new JsonArray(new JsonObject { ["operator"] = "Exists" });
        }

        if (workload.Kind == "CronJob")
        {
            spec["restartPolicy"] = "Never";
        }

        return spec;
    }

    private static void Mount(JsonObject spec, JsonObject container, string name, string path, JsonObject volume)
    {
        volume["name"] = name;
        spec.List("volumes").Add(volume);
        container.List("volumeMounts").Add(new JsonObject { ["name"] = name, ["mountPath"] = path });
    }

    private static JsonObject Container(string name, string image, Workload workload) => new()
    {
        ["name"] = name,
        ["image"] = image,
        ["resources"] = new JsonObject
        {
            ["requests"] = new JsonObject { ["cpu"] = workload.Cpu, ["memory"] = workload.Memory },
            ["limits"] = new JsonObject { ["memory"] = workload.Memory },
        },
    };
}
