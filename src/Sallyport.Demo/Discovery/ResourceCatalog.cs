using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Sallyport.Demo.Store;

namespace Sallyport.Demo.Discovery;

/// <summary>What the API serves now: the built-in kinds and those of the stored custom resource definitions.</summary>
internal sealed class ResourceCatalog
{
    private const string Definitions = "customresourcedefinitions.apiextensions.k8s.io";
    private readonly ObjectStore _store;
    private volatile Served? _served;

    public ResourceCatalog(ObjectStore store)
    {
        _store = store;
        store.Changed += change =>
        {
            if (change.StorageKey == Definitions)
            {
                _served = null;
            }
        };
    }

    public ImmutableArray<ResourceType> Types => Current.Types;

    /// <summary>Changes whenever the served kinds do.</summary>
    public object Edition => Current;

    public IEnumerable<string> Groups => Types.Select(type => type.Group).Distinct();

    private Served Current => _served ??= Read();

    public ResourceType? Find(string group, string version, string plural) =>
        Current.ByPath.GetValueOrDefault((group, version, plural));

    public ResourceType? FindKind(string apiVersion, string kind) =>
        Types.FirstOrDefault(type => type.ApiVersion == apiVersion && type.Kind == kind);

    private Served Read()
    {
        ImmutableArray<ResourceType> types =
            [.. BuiltInTypes.All, .. _store.In(Definitions).SelectMany(item => Custom(item.Read()))];
        Dictionary<(string, string, string), ResourceType> byPath = [];
        foreach (ResourceType type in types)
        {
            byPath.TryAdd((type.Group, type.Version, type.Plural), type);
        }

        return new Served(types, byPath);
    }

    private static IEnumerable<ResourceType> Custom(JsonObject definition)
    {
        JsonObject? names = definition.Map("spec", "names");
        foreach (JsonObject version in definition.Items("spec", "versions").Where(version => version.Flag("served")))
        {
            string kind = names.Text("kind") ?? "";
            ImmutableArray<Subresource> subresources = version.At("subresources", "status") is null
                ? []
                : [BuiltInTypes.Status(kind)];
            yield return new ResourceType(definition.Text("spec", "group") ?? "", version.Text("name") ?? "",
                names.Text("plural") ?? "", kind, definition.Text("spec", "scope") == "Namespaced")
            {
                Singular = names.Text("singular") ?? kind.ToLowerInvariant(),
                ShortNames = [.. names.Texts("shortNames")],
                Categories = [.. names.Texts("categories")],
                Subresources = subresources,
                IsCustom = true,
            };
        }
    }

    private sealed record Served(
        ImmutableArray<ResourceType> Types, Dictionary<(string, string, string), ResourceType> ByPath);
}
