using System.Text.Json.Nodes;
using Sallyport.Demo.Admission;
using Sallyport.Demo.Discovery;
using Sallyport.Demo.Http;
using Sallyport.Demo.Store;
using Sallyport.Demo.Workloads;

namespace Sallyport.Demo.Seed;

/// <summary>What workloads stand on: namespaces, nodes, storage, configuration.</summary>
internal sealed class Ground(ObjectStore store, string cluster, Random random, TimeProvider time)
{
    private string Born => PodStates.Stamp(time.GetUtcNow().AddDays(-42));

    public void Namespace(string name)
    {
        if (store.Find("namespaces", "", name) is null)
        {
            Put("namespaces", "v1", "Namespace", "", name, new JsonObject
            {
                ["spec"] = new JsonObject(),
                ["status"] = new JsonObject { ["phase"] = "Active" },
            }, name is "shop" or "payments" ? new JsonObject { ["team"] = name, ["environment"] = "production" } : null);
        }
    }

    public void Node(int index, bool controlPlane)
    {
        string name = controlPlane ? $"{cluster}-control-plane" : $"{cluster}-worker-{index}";
        JsonObject labels = new()
        {
            ["kubernetes.io/hostname"] = name,
            ["kubernetes.io/os"] = "linux",
            ["kubernetes.io/arch"] = "amd64",
            ["sallyport.example/demo"] = "true",
            ["topology.kubernetes.io/zone"] = $"zone-{(char)('a' + (index % 3))}",
        };
        JsonObject spec = new() { ["podCIDR"] = $"10.244.{index % 250}.0/24" };
        if (controlPlane)
        {
            labels["node-role.kubernetes.io/control-plane"] = "";
            spec["taints"] = new JsonArray(new JsonObject
            {
                ["key"] = "node-role.kubernetes.io/control-plane",
                ["effect"] = "NoSchedule",
            });
        }

        JsonObject capacity = new()
        {
            ["cpu"] = controlPlane ? "4" : "8",
            ["memory"] = controlPlane ? "16384Mi" : "32768Mi",
            ["ephemeral-storage"] = "98Gi",
            ["pods"] = "110",
        };
        Put("nodes", "v1", "Node", "", name, new JsonObject
        {
            ["spec"] = spec,
            ["status"] = new JsonObject
            {
                ["capacity"] = capacity,
                ["allocatable"] = capacity.DeepClone(),
                ["conditions"] = NodeConditions(),
                ["addresses"] = new JsonArray(
                    new JsonObject { ["type"] = "InternalIP", ["address"] = $"10.0.{index / 250}.{(index % 250) + 10}" },
                    new JsonObject { ["type"] = "Hostname", ["address"] = name }),
                ["nodeInfo"] = new JsonObject
                {
                    ["kubeletVersion"] = ClusterVersion.Git,
                    ["kubeProxyVersion"] = ClusterVersion.Git,
                    ["osImage"] = "Sallyport demo (no operating system)",
                    ["kernelVersion"] = "0.0.0-demo",
                    ["containerRuntimeVersion"] = "demo://1.0.0",
                    ["operatingSystem"] = "linux",
                    ["architecture"] = "amd64",
                    ["machineID"] = $"{StableHash.Of(name):x8}",
                    ["systemUUID"] = $"{StableHash.Of(name + "uuid"):x8}",
                    ["bootID"] = $"{StableHash.Of(name + "boot"):x8}",
                },
            },
        }, labels);
        Put("leases.coordination.k8s.io", "coordination.k8s.io/v1", "Lease", "kube-node-lease", name, new JsonObject
        {
            ["spec"] = new JsonObject
            {
                ["holderIdentity"] = name,
                ["leaseDurationSeconds"] = 40,
                ["renewTime"] = time.GetUtcNow().UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", null),
            },
        });
    }

    public void Storage()
    {
        Put("storageclasses.storage.k8s.io", "storage.k8s.io/v1", "StorageClass", "", "standard", new JsonObject
        {
            ["provisioner"] = "demo.sallyport.example/memory",
            ["reclaimPolicy"] = "Delete",
            ["volumeBindingMode"] = "WaitForFirstConsumer",
            ["allowVolumeExpansion"] = true,
        });
        foreach ((string name, int value) in (ReadOnlySpan<(string, int)>)[("system-cluster-critical", 2_000_000_000),
            ("system-node-critical", 2_000_001_000), ("business-critical", 100_000)])
        {
            Put("priorityclasses.scheduling.k8s.io", "scheduling.k8s.io/v1", "PriorityClass", "", name, new JsonObject
            {
                ["value"] = value,
                ["globalDefault"] = false,
                ["preemptionPolicy"] = "PreemptLowerPriority",
            });
        }

        Volume("shop", "data-cart-cache-0", "2Gi");
        Volume("payments", "data-ledger-0", "20Gi");
    }

    public void ConfigMap(string ns, string name, params (string Key, string Value)[] data) =>
        Put("configmaps", "v1", "ConfigMap", ns, name, new JsonObject
        {
            ["data"] = new JsonObject(data.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)pair.Value))),
        });

    public void Secret(string ns, string name, string type, params (string Key, string Value)[] data) =>
        Put("secrets", "v1", "Secret", ns, name, new JsonObject
        {
            ["data"] = new JsonObject(data.Select(pair => KeyValuePair.Create(pair.Key,
                (JsonNode?)Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(pair.Value))))),
            ["type"] = type,
        });

    public string Password() => new(random.GetItems("abcdefghjkmnpqrstuvwxyzABCDEFGHJKMNPQRSTUVWXYZ23456789".AsSpan(), 20));

    public void Put(string key, string apiVersion, string kind, string ns, string name, JsonObject content,
        JsonObject? labels = null)
    {
        JsonObject metadata = new() { ["name"] = name, ["creationTimestamp"] = Born };
        if (ns.Length > 0)
        {
            metadata["namespace"] = ns;
        }

        if (labels is not null)
        {
            metadata["labels"] = labels;
        }

        JsonObject item = new() { ["kind"] = kind, ["apiVersion"] = apiVersion, ["metadata"] = metadata };
        foreach ((string part, JsonNode? value) in content.ToList())
        {
            content.Remove(part);
            item[part] = value;
        }

        if (BuiltInTypes.All.FirstOrDefault(type => type.GroupResource == key) is { } resource)
        {
            Defaults.Fill(resource, item);
        }

        store.Create(key, item);
    }

    private void Volume(string ns, string claim, string size)
    {
        string volume = $"pvc-{StableHash.Of(ns + claim):x8}";
        Put("persistentvolumeclaims", "v1", "PersistentVolumeClaim", ns, claim, new JsonObject
        {
            ["spec"] = new JsonObject
            {
                ["accessModes"] = new JsonArray("ReadWriteOnce"),
                ["resources"] = new JsonObject { ["requests"] = new JsonObject { ["storage"] = size } },
                ["storageClassName"] = "standard",
                ["volumeName"] = volume,
            },
            ["status"] = new JsonObject
            {
                ["phase"] = "Bound",
                ["accessModes"] = new JsonArray("ReadWriteOnce"),
                ["capacity"] = new JsonObject { ["storage"] = size },
            },
        });
        Put("persistentvolumes", "v1", "PersistentVolume", "", volume, new JsonObject
        {
            ["spec"] = new JsonObject
            {
                ["accessModes"] = new JsonArray("ReadWriteOnce"),
                ["capacity"] = new JsonObject { ["storage"] = size },
                ["claimRef"] = new JsonObject
                {
                    ["kind"] = "PersistentVolumeClaim", ["namespace"] = ns, ["name"] = claim, ["apiVersion"] = "v1",
                },
                ["persistentVolumeReclaimPolicy"] = "Delete",
                ["storageClassName"] = "standard",
                ["volumeMode"] = "Filesystem",
            },
            ["status"] = new JsonObject { ["phase"] = "Bound" },
        });
    }

    private JsonArray NodeConditions()
    {
        (string Type, string Status, string Reason, string Message)[] conditions =
        [
            ("MemoryPressure", "False", "KubeletHasSufficientMemory", "kubelet has sufficient memory available"),
            ("DiskPressure", "False", "KubeletHasNoDiskPressure", "kubelet has no disk pressure"),
            ("PIDPressure", "False", "KubeletHasSufficientPID", "kubelet has sufficient PID available"),
            ("Ready", "True", "KubeletReady", "this node is part of a Sallyport demo cluster and runs nothing"),
        ];
        return conditions.Select(condition => new JsonObject
        {
            ["type"] = condition.Type,
            ["status"] = condition.Status,
            ["lastHeartbeatTime"] = PodStates.Stamp(time.GetUtcNow()),
            ["lastTransitionTime"] = Born,
            ["reason"] = condition.Reason,
            ["message"] = condition.Message,
        }).ToJson();
    }
}
