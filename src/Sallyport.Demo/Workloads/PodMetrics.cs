using System.Globalization;
using System.Text.Json.Nodes;
using Sallyport.Demo.Store;

namespace Sallyport.Demo.Workloads;

/// <summary>What running pods use: a function of the pod and the time, so that metrics move and cost nothing unread.</summary>
internal sealed class PodMetrics(ObjectStore store, TimeProvider time)
{
    public const string Group = "metrics.k8s.io";

    public Collection Collect(ResourceType type)
    {
        Collection all = Collection.Empty;
        IEnumerable<JsonObject> running = store.In("pods").Select(pod => pod.Read()).Where(IsRunning);
        IEnumerable<JsonObject> items = type.Plural == "nodes" ? Nodes(running) : running.Select(Pod);
        foreach (JsonObject item in items)
        {
            StoredObject metrics = StoredObject.From(item, store.Version);
            all = all.With(metrics);
        }

        return all;
    }

    private IEnumerable<JsonObject> Nodes(IEnumerable<JsonObject> running)
    {
        ILookup<string, JsonObject> byNode = running.ToLookup(pod => pod.Text("spec", "nodeName") ?? "");
        return store.In("nodes").Select(node => Node(node, byNode));
    }

    private static bool IsRunning(JsonObject pod) => pod.Text("status", "phase") == "Running";

    private JsonObject Pod(JsonObject pod) => new()
    {
        ["kind"] = "PodMetrics",
        ["apiVersion"] = "metrics.k8s.io/v1beta1",
        ["metadata"] = Metadata(pod.Text("metadata", "name"), pod.Text("metadata", "namespace"),
            pod.At("metadata", "labels")),
        ["timestamp"] = store.Now,
        ["window"] = "15s",
        ["containers"] = pod.Items("spec", "containers").Select(container => new JsonObject
        {
            ["name"] = container.Text("name"),
            ["usage"] = Usage(Cpu(pod, container), Memory(pod, container)),
        }).ToJson(),
    };

    private JsonObject Node(StoredObject node, ILookup<string, JsonObject> pods)
    {
        long cpu = 95_000_000, memory = 610 << 10;
        foreach (JsonObject pod in pods[node.Name])
        {
            foreach (JsonObject container in pod.Items("spec", "containers"))
            {
                cpu += Cpu(pod, container);
                memory += Memory(pod, container);
            }
        }

        return new JsonObject
        {
            ["kind"] = "NodeMetrics",
            ["apiVersion"] = "metrics.k8s.io/v1beta1",
            ["metadata"] = Metadata(node.Name, null, node.Read().At("metadata", "labels")),
            ["timestamp"] = store.Now,
            ["window"] = "20s",
            ["usage"] = Usage(cpu, memory),
        };
    }

    private JsonObject Metadata(string? name, string? ns, JsonNode? labels)
    {
        JsonObject metadata = new() { ["name"] = name };
        if (ns is not null)
        {
            metadata["namespace"] = ns;
        }

        metadata["creationTimestamp"] = store.Now;
        metadata["labels"] = labels?.DeepClone();
        return metadata;
    }

    private static JsonObject Usage(long nanocores, long kibibytes) => new()
    {
        ["cpu"] = nanocores.ToString(CultureInfo.InvariantCulture) + "n",
        ["memory"] = kibibytes.ToString(CultureInfo.InvariantCulture) + "Ki",
    };

    // Two slow waves of different length, shifted by the pod's name: no two pods move together.
    private double Wave(JsonObject pod, JsonObject container, double minutes)
    {
        uint hash = StableHash.Of($"{pod.Text("metadata", "name")}/{container.Text("name")}");
        double phase = hash % 1000 / 1000.0 * Math.Tau;
        double now = time.GetUtcNow().ToUnixTimeSeconds() / 60.0;
        return ((Math.Sin((now / minutes * Math.Tau) + phase) * 0.6)
            + (Math.Sin((now / (minutes / 7) * Math.Tau) + (phase * 3)) * 0.4) + 1) / 2;
    }

    private long Cpu(JsonObject pod, JsonObject container)
    {
        long requested = Quantity.Millicores(container.Text("resources", "requests", "cpu")) ?? 20;
        return (long)(requested * (0.15 + (0.7 * Wave(pod, container, 23))) * 1_000_000);
    }

    private long Memory(JsonObject pod, JsonObject container)
    {
        long requested = Quantity.Kibibytes(container.Text("resources", "requests", "memory")) ?? 24 << 10;
        return (long)(requested * (0.55 + (0.3 * Wave(pod, container, 180))));
    }
}
