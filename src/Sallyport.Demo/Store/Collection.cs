using ByName = System.Collections.Immutable.ImmutableSortedDictionary<string, Sallyport.Demo.Store.StoredObject>;
using ByNamespace = System.Collections.Immutable.ImmutableSortedDictionary<string,
    System.Collections.Immutable.ImmutableSortedDictionary<string, Sallyport.Demo.Store.StoredObject>>;

namespace Sallyport.Demo.Store;

/// <summary>All objects of one resource at one moment; never changes, so a long list is one consistent page set.</summary>
internal sealed record Collection(long Version, ByNamespace Objects)
{
    public static readonly Collection Empty = new(0, ByNamespace.Empty.WithComparers(StringComparer.Ordinal));

    public StoredObject? Find(string ns, string name) =>
        Objects.TryGetValue(ns, out ByName? names) && names.TryGetValue(name, out StoredObject? found) ? found : null;

    public IEnumerable<StoredObject> In(string ns) =>
        ns.Length == 0 ? Objects.Values.SelectMany(names => names.Values)
        : Objects.TryGetValue(ns, out ByName? names) ? names.Values
        : [];

    public Collection With(StoredObject item) => new(item.Version, Objects.SetItem(item.Namespace,
        (Objects.TryGetValue(item.Namespace, out ByName? names)
            ? names
            : ByName.Empty.WithComparers(StringComparer.Ordinal)).SetItem(item.Name, item)));

    public Collection Without(StoredObject item, long version)
    {
        if (!Objects.TryGetValue(item.Namespace, out ByName? names))
        {
            return this;
        }

        names = names.Remove(item.Name);
        return new(version, names.IsEmpty
            ? Objects.Remove(item.Namespace)
            : Objects.SetItem(item.Namespace, names));
    }
}
