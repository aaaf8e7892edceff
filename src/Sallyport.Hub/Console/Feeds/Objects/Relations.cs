using System.Collections.Immutable;
using System.Text.Json;
using Sallyport.Hub.Console.Feeds.Calls;
using Sallyport.Hub.Console.Feeds.Kinds;

namespace Sallyport.Hub.Console.Feeds.Objects;

/// <summary>Looks up what an object has to do with: owners and children, services and pods, and what a pod names.</summary>
/// <param name="roads">Where calls go.</param>
/// <param name="kinds">What the clusters offer.</param>
public sealed class Relations(ClusterRoads roads, KindBook kinds)
{
    private const int AtOnce = 6;
    private const int MostOfAKind = 500;
    private const int Highest = 8;
    private const string MetadataOnly = "application/json;as=PartialObjectMetadataList;v=v1;g=meta.k8s.io,application/json";

    // What other objects make: looked through for children. Anything else that the object's own group offers is looked through as well.
    private static readonly (string Group, string Resource)[] MadeByOthers =
    [
        ("", "pods"), ("apps", "replicasets"), ("apps", "statefulsets"), ("apps", "deployments"), ("apps", "controllerrevisions"), ("batch", "jobs"),
        ("", "persistentvolumeclaims"), ("", "configmaps"), ("", "services"), ("discovery.k8s.io", "endpointslices"), ("networking.k8s.io", "ingresses"),
    ];

    /// <summary>All relations of an object. What may not be seen or is not there is left out.</summary>
    /// <param name="place">Where the object is.</param>
    /// <param name="whole">The object, whole.</param>
    /// <param name="cancellationToken">Ends the look-up.</param>
    public async Task<ImmutableArray<Relation>> FindAsync(ObjectPlace place, JsonElement whole, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(place);
        var catalog = await kinds.GetAsync(place.Cluster, cancellationToken);
        var api = new ClusterApi(place.Cluster, roads(place.Cluster));
        var found = await Task.WhenAll(
            OwnersAsync(api, catalog, place, whole, cancellationToken),
            ChildrenAsync(api, catalog, place, whole, cancellationToken),
            SelectionAsync(api, catalog, place, whole, cancellationToken));
        return [.. found.SelectMany(relations => relations), .. Named(catalog, place, whole)];
    }

    private static IEnumerable<Relation> Named(KindCatalog catalog, ObjectPlace place, JsonElement whole) =>
        place.Type.FullName != "pods" ? [] : PodReference.Of(whole)
            .Select(reference => (Type: catalog.Types.FirstOrDefault(type => type.Kind == reference.Kind), reference.Name, reference.Use))
            .Where(reference => reference.Type is not null)
            .Select(reference => new Relation(RelationKind.Names, At(place, reference.Type!, reference.Name), reference.Use));

    private static ObjectPlace At(ObjectPlace place, ResourceType type, string name) =>
        new(place.Cluster, type, type.Namespaced ? place.Namespace : null, name);

    /// <summary>The owners, and their owners, nearest first.</summary>
    private static async Task<List<Relation>> OwnersAsync(
        ClusterApi api, KindCatalog catalog, ObjectPlace place, JsonElement whole, CancellationToken cancellationToken)
    {
        var found = new List<Relation>();
        var waiting = new Queue<JsonElement>([whole]);
        while (waiting.TryDequeue(out var one) && found.Count < Highest)
        {
            foreach (var owner in one.At("metadata").Items("ownerReferences"))
            {
                if (catalog.FindKind(owner.Text("apiVersion"), owner.Text("kind")) is not { } type)
                {
                    continue;
                }

                var above = At(place, type, owner.Text("name"));
                found.Add(new Relation(RelationKind.Owner, above, owner.Flag("controller") ? "controls it" : ""));
                if (await ReadAsync(api, type.Path(above.Namespace, above.Name), "application/json;as=PartialObjectMetadata;v=v1;g=meta.k8s.io,application/json", cancellationToken) is { } next)
                {
                    waiting.Enqueue(next);
                }
            }
        }

        return found;
    }

    private static async Task<List<Relation>> ChildrenAsync(
        ClusterApi api, KindCatalog catalog, ObjectPlace place, JsonElement whole, CancellationToken cancellationToken)
    {
        var uid = whole.At("metadata").Text("uid");
        if (uid.Length == 0 || place.Type.FullName == "pods" || (place.Namespace is null && place.Type.FullName != "namespaces"))
        {
            return [];
        }

        var types = catalog.Types.Where(type => type.Namespaced && type.CanWatch &&
            (MadeByOthers.Contains((type.Group, type.Resource)) || (type.Group == place.Type.Group && type.Group.Contains('.', StringComparison.Ordinal)))).ToArray();
        var found = new List<Relation>[types.Length];
        var bounded = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken };
        await Parallel.ForAsync(0, types.Length, bounded, async (i, ct) =>
        {
            var list = await ReadAsync(api, $"{types[i].Path(place.Namespace)}?limit={MostOfAKind}", MetadataOnly, ct) ?? default;
            found[i] = [.. list.Items("items").Where(item => item.At("metadata").Items("ownerReferences").Any(owner => owner.Text("uid") == uid))
                .Select(item => new Relation(RelationKind.Child, At(place, types[i], item.At("metadata").Text("name")), ""))];
        });
        return [.. found.SelectMany(relations => relations)];
    }

    private static async Task<List<Relation>> SelectionAsync(
        ClusterApi api, KindCatalog catalog, ObjectPlace place, JsonElement whole, CancellationToken cancellationToken)
    {
        if (place.Type.FullName == "services" && catalog.Find("", "pods") is { } pods && Selector(whole) is { Length: > 0 } selector)
        {
            var list = await ReadAsync(api, $"{pods.Path(place.Namespace)}?limit={MostOfAKind}&labelSelector={Uri.EscapeDataString(selector)}", MetadataOnly, cancellationToken) ?? default;
            return [.. list.Items("items").Select(item => new Relation(RelationKind.Selects, At(place, pods, item.At("metadata").Text("name")), ""))];
        }

        if (place.Type.FullName == "pods" && catalog.Find("", "services") is { } services)
        {
            var labels = whole.At("metadata", "labels");
            var list = await ReadAsync(api, $"{services.Path(place.Namespace)}?limit={MostOfAKind}", ClusterApi.Json, cancellationToken) ?? default;
            return [.. list.Items("items").Where(service => Picks(service.At("spec", "selector"), labels))
                .Select(service => new Relation(RelationKind.SelectedBy, At(place, services, service.At("metadata").Text("name")), ""))];
        }

        return [];
    }

    private static string Selector(JsonElement service) => service.At("spec", "selector") is { ValueKind: JsonValueKind.Object } selector
        ? string.Join(',', selector.EnumerateObject().Select(label => $"{label.Name}={label.Value.GetString()}"))
        : "";

    private static bool Picks(JsonElement selector, JsonElement labels) => selector.ValueKind == JsonValueKind.Object &&
        selector.EnumerateObject().Any() && selector.EnumerateObject().All(label => labels.Text(label.Name) == label.Value.GetString());

    private static async Task<JsonElement?> ReadAsync(ClusterApi api, string target, string accept, CancellationToken cancellationToken)
    {
        try
        {
            return await api.ReadAsync(target, accept, cancellationToken);
        }
        catch (ClusterProblemException)
        {
            return null;
        }
    }
}
