using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Sallyport.Demo.Store;

namespace Sallyport.Demo.Workloads;

/// <summary>Endpoints and endpoint slices: which ready pods stand behind a service.</summary>
internal sealed class EndpointsController(ObjectStore store) : IController
{
    private const string Slices = "endpointslices.discovery.k8s.io";
    private readonly ConditionalWeakTable<StoredObject, LabelSelector> _selectors = [];

    public IEnumerable<ObjectKey> Concerned(StoreChange change)
    {
        if (change.StorageKey == "services")
        {
            return [new ObjectKey(change.Subject.Namespace, change.Subject.Name)];
        }

        return change.StorageKey != "pods" ? [] : store.In("services", change.Subject.Namespace)
            .Where(service => SelectorOf(service).Matches(change.Subject.Labels))
            .Select(service => new ObjectKey(service.Namespace, service.Name));
    }

    public void Reconcile(ObjectKey key)
    {
        if (store.Find("services", key.Namespace, key.Name)?.Read() is not { } service)
        {
            store.Delete("endpoints", key.Namespace, key.Name);
            store.Delete(Slices, key.Namespace, SliceName(key));
            return;
        }

        if (service.Map("spec", "selector") is not { Count: > 0 } selector)
        {
            return;
        }

        LabelSelector labels = LabelSelector.FromMap(selector);
        List<JsonObject> pods = [.. store.In("pods", key.Namespace).Where(pod => labels.Matches(pod.Labels))
            .Select(pod => pod.Read())
            .Where(pod => !Pods.IsLeaving(pod) && pod.Text("status", "podIP") is not null && !Pods.IsOver(pod))];
        JsonObject meta = Metadata(service, key.Name);
        JsonArray ports = service.Items("spec", "ports").Select(Port).ToJson();
        List<JsonObject> ready = [.. pods.Where(Pods.IsReady)];
        JsonObject subset = new()
        {
            ["addresses"] = ready.Select(Address).ToJson(),
            ["ports"] = ports.DeepClone(),
        };
        Put("endpoints", new JsonObject
        {
            ["kind"] = "Endpoints",
            ["apiVersion"] = "v1",
            ["metadata"] = meta,
            ["subsets"] = ready.Count == 0 ? new JsonArray() : new JsonArray(subset),
        });
        JsonObject sliceMeta = Metadata(service, SliceName(key));
        sliceMeta.Child("labels")["kubernetes.io/service-name"] = key.Name;
        Put(Slices, new JsonObject
        {
            ["kind"] = "EndpointSlice",
            ["apiVersion"] = "discovery.k8s.io/v1",
            ["metadata"] = sliceMeta,
            ["addressType"] = "IPv4",
            ["endpoints"] = pods.Select(Endpoint).ToJson(),
            ["ports"] = ports,
        });
    }

    // Asked for at every change of a pod: each version of a service is read for it once.
    private LabelSelector SelectorOf(StoredObject service) => _selectors.GetValue(
        service, item => LabelSelector.FromMap(item.Read().Map("spec", "selector")));

    private void Put(string key, JsonObject wanted)
    {
        string ns = wanted.Text("metadata", "namespace")!, name = wanted.Text("metadata", "name")!;
        if (store.Create(key, wanted.Copy()) is null)
        {
            store.Update(key, ns, name, current =>
            {
                foreach (string part in (ReadOnlySpan<string>)["subsets", "endpoints", "ports"])
                {
                    if (wanted[part] is { } value)
                    {
                        current[part] = value.DeepClone();
                    }
                }

                return current;
            });
        }
    }

    private static string SliceName(ObjectKey key) => $"{key.Name}-{StableHash.Of(key.Namespace + key.Name) % 0xfffff:x5}";

    private static JsonObject Metadata(JsonObject service, string name) => new()
    {
        ["name"] = name,
        ["namespace"] = service.Text("metadata", "namespace"),
        ["labels"] = service.At("metadata", "labels")?.DeepClone() ?? new JsonObject(),
        ["creationTimestamp"] = service.Text("metadata", "creationTimestamp"),
        ["ownerReferences"] = new JsonArray(Pods.Reference(service)),
    };

    private static JsonObject Port(JsonObject port)
    {
        JsonObject target = new()
        {
            ["port"] = port.Number("targetPort") ?? port.Number("port"),
            ["protocol"] = port.Text("protocol") ?? "TCP",
        };
        if (port.Text("name") is { } name)
        {
            target["name"] = name;
        }

        return target;
    }

    private static JsonObject Address(JsonObject pod) => new()
    {
        ["ip"] = pod.Text("status", "podIP"),
        ["nodeName"] = pod.Text("spec", "nodeName"),
        ["targetRef"] = Target(pod),
    };

    private static JsonObject Endpoint(JsonObject pod) => new()
    {
        ["addresses"] = new JsonArray(pod.Text("status", "podIP")),
        ["conditions"] = new JsonObject
        {
            ["ready"] = Pods.IsReady(pod),
            ["serving"] = Pods.IsReady(pod),
            ["terminating"] = false,
        },
        ["nodeName"] = pod.Text("spec", "nodeName"),
        ["targetRef"] = Target(pod),
    };

    private static JsonObject Target(JsonObject pod) => new()
    {
        ["kind"] = "Pod",
        ["name"] = pod.Text("metadata", "name"),
        ["namespace"] = pod.Text("metadata", "namespace"),
        ["uid"] = pod.Text("metadata", "uid"),
    };
}
