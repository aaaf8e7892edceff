using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Sallyport.Demo.Store;

namespace Sallyport.Demo.Shell;

/// <summary>Keeps each container's world from its first shell until the pod is gone, so that written files stay.</summary>
internal sealed class Worlds
{
    private readonly ConcurrentDictionary<string, ContainerWorld> _worlds = new(StringComparer.Ordinal);
    private readonly ObjectStore _store;
    private readonly TimeProvider _time;

    public Worlds(ObjectStore store, TimeProvider time)
    {
        _store = store;
        _time = time;
        store.Changed += change =>
        {
            if (change is { StorageKey: "pods", After: null, Before: { } gone })
            {
                Forget($"{gone.Namespace}/{gone.Name}/");
            }
        };
    }

    public ContainerWorld Of(JsonObject pod, JsonObject container) => _worlds.GetOrAdd(
        $"{pod.Text("metadata", "namespace")}/{pod.Text("metadata", "name")}/{container.Text("name")}",
        _ => ContainerWorld.Build(_store, pod, container, _time));

    private void Forget(string prefix)
    {
        foreach (string key in _worlds.Keys.Where(key => key.StartsWith(prefix, StringComparison.Ordinal)))
        {
            _worlds.TryRemove(key, out _);
        }
    }
}
