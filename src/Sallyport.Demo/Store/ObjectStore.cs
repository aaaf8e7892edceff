using System.Globalization;
using System.Text.Json.Nodes;

namespace Sallyport.Demo.Store;

/// <summary>Every object of the cluster, with one counter of versions for all, as etcd has it.</summary>
internal sealed class ObjectStore(TimeProvider time)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Shelf> _shelves = new(StringComparer.Ordinal);
    private long _version = 1000;

    /// <summary>Told of each change, inside the lock: listeners only take notes.</summary>
    public event Action<StoreChange>? Changed;

    public long Version
    {
        get
        {
            lock (_gate)
            {
                return _version;
            }
        }
    }

    public string Now => time.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    public StoredObject? Find(string key, string ns, string name)
    {
        lock (_gate)
        {
            return ShelfOf(key).Objects.Find(ns, name);
        }
    }

    /// <summary>All objects of a resource, and the version of the whole store at that moment.</summary>
    public (Collection Objects, long Version) Snapshot(string key)
    {
        lock (_gate)
        {
            return (ShelfOf(key).Objects, _version);
        }
    }

    public IEnumerable<StoredObject> In(string key, string ns = "") => Snapshot(key).Objects.In(ns);

    public WatchSubscription? Watch(string key, long since)
    {
        lock (_gate)
        {
            Shelf shelf = ShelfOf(key);
            return shelf.Watch(since, watcher =>
            {
                lock (_gate)
                {
                    shelf.Leave(watcher);
                }
            });
        }
    }

    /// <summary>Adds an object; null when one of that name is there already.</summary>
    public StoredObject? Create(string key, JsonObject content)
    {
        lock (_gate)
        {
            JsonObject metadata = content.Child("metadata");
            if (ShelfOf(key).Objects.Find(metadata.Text("namespace") ?? "", metadata.Text("name") ?? "") is not null)
            {
                return null;
            }

            metadata["uid"] ??= Guid.NewGuid().ToString();
            metadata["creationTimestamp"] ??= Now;
            if (content.ContainsKey("spec"))
            {
                metadata["generation"] ??= 1;
            }

            StoredObject item = StoredObject.From(content, ++_version);
            Publish(new StoreChange(key, item.Version, null, item));
            return item;
        }
    }

    /// <summary>
    /// Changes an object under the lock. The function gets a copy to alter and returns what shall be kept, or null to
    /// leave everything as it is.
    /// </summary>
    public StoredObject? Update(string key, string ns, string name, Func<JsonObject, JsonObject?> change)
    {
        lock (_gate)
        {
            StoredObject? before = ShelfOf(key).Objects.Find(ns, name);
            if (before is null)
            {
                return null;
            }

            JsonObject old = before.Read();
            JsonObject? content = change(old.Copy());
            if (content is null || JsonNode.DeepEquals(old, content))
            {
                return before;
            }

            if (content["spec"] is { } spec && !JsonNode.DeepEquals(old["spec"], spec))
            {
                content.Child("metadata")["generation"] = (old.Number("metadata", "generation") ?? 0) + 1;
            }

            StoredObject item = StoredObject.From(content, ++_version);
            Publish(new StoreChange(key, item.Version, before, item));
            return item;
        }
    }

    public StoredObject? Delete(string key, string ns, string name)
    {
        lock (_gate)
        {
            StoredObject? before = ShelfOf(key).Objects.Find(ns, name);
            if (before is null)
            {
                return null;
            }

            StoredObject last = StoredObject.From(before.Read(), ++_version);
            Publish(new StoreChange(key, last.Version, before, null) { Final = last });
            return last;
        }
    }

    /// <summary>Drops the history that seeding left behind.</summary>
    public void BeginHistory()
    {
        lock (_gate)
        {
            foreach (Shelf shelf in _shelves.Values)
            {
                shelf.Forget(_version);
            }
        }
    }

    private Shelf ShelfOf(string key)
    {
        if (!_shelves.TryGetValue(key, out Shelf? shelf))
        {
            shelf = new Shelf();
            _shelves.Add(key, shelf);
        }

        return shelf;
    }

    private void Publish(StoreChange change)
    {
        ShelfOf(change.StorageKey).Apply(change);
        Changed?.Invoke(change);
    }
}
