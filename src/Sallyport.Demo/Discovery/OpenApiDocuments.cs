using System.Text.Json.Nodes;
using Sallyport.Demo.Http;
using Sallyport.Demo.Store;
using Sallyport.Demo.Workloads;

namespace Sallyport.Demo.Discovery;

/// <summary>The OpenAPI documents, built when they are first asked for and again when the served kinds changed.</summary>
internal sealed class OpenApiDocuments(ResourceCatalog catalog, ObjectStore store)
{
    private const string Definitions = "customresourcedefinitions.apiextensions.k8s.io";
    private readonly Lock _gate = new();
    private readonly Dictionary<string, byte[]> _built = new(StringComparer.Ordinal);
    private object? _edition;

    /// <summary>Version 2 in JSON or, as old kubectl wants it, in protobuf.</summary>
    public byte[] Second(bool protobuf) => Built(protobuf ? "v2-protobuf" : "v2", () =>
        protobuf ? OpenApiProtobuf.Encode(SecondDocument()) : SecondDocument().ToBytes());

    public JsonObject Index()
    {
        JsonObject paths = [];
        foreach (string place in Places().Select(group => group.Key))
        {
            string hash = $"{StableHash.Of(place + string.Join(',', catalog.Types.Select(type => type.GroupResource))):X8}";
            paths[place] = new JsonObject { ["serverRelativeURL"] = $"/openapi/v3/{place}?hash={hash}" };
        }

        return new JsonObject { ["paths"] = paths };
    }

    /// <summary>Version 3 of one group version, such as <c>apis/apps/v1</c>.</summary>
    public byte[]? Third(string place) => Places().Any(group => group.Key == place)
        ? Built(place, () => ThirdDocument(Places().First(group => group.Key == place)).ToBytes())
        : null;

    private IEnumerable<IGrouping<string, ResourceType>> Places() => catalog.Types.GroupBy(
        type => type.Group.Length == 0 ? $"api/{type.Version}" : $"apis/{type.Group}/{type.Version}");

    private byte[] Built(string key, Func<byte[]> build)
    {
        lock (_gate)
        {
            if (!ReferenceEquals(_edition, catalog.Edition))
            {
                _edition = catalog.Edition;
                _built.Clear();
            }

            if (!_built.TryGetValue(key, out byte[]? bytes))
            {
                _built[key] = bytes = build();
            }

            return bytes;
        }
    }

    private JsonObject ThirdDocument(IEnumerable<ResourceType> types)
    {
        List<ResourceType> all = [.. types];
        JsonObject paths = [];
        all.ForEach(type => OpenApiPaths.Add(paths, type, versionThree: true));
        return new JsonObject
        {
            ["openapi"] = "3.0.0",
            ["info"] = Info(),
            ["paths"] = paths,
            ["components"] = new JsonObject { ["schemas"] = Schemas(all, "#/components/schemas/") },
        };
    }

    private JsonObject SecondDocument()
    {
        List<ResourceType> all = [.. catalog.Types];
        JsonObject paths = [];
        all.ForEach(type => OpenApiPaths.Add(paths, type, versionThree: false));
        return new JsonObject
        {
            ["swagger"] = "2.0",
            ["info"] = Info(),
            ["paths"] = paths,
            ["definitions"] = Schemas(all, "#/definitions/"),
        };
    }

    private JsonObject Schemas(List<ResourceType> types, string referencePrefix)
    {
        OpenApiSchemas schemas = new(referencePrefix);
        JsonObject result = [];
        foreach (SchemaType type in SchemaNames.Reachable(types.Select(SchemaCatalog.Of).OfType<SchemaType>()))
        {
            result[SchemaNames.Of(type.Name)] = schemas.Of(type,
                types.Where(kind => ReferenceEquals(SchemaCatalog.Of(kind), type)));
        }

        foreach (ResourceType type in types.Where(type => SchemaCatalog.Of(type) is null))
        {
            result[SchemaNames.OfCustom(type)] = OpenApiSchemas.OfCustom(type, CustomSchema(type));
        }

        return result;
    }

    private JsonNode? CustomSchema(ResourceType type) => store.Find(Definitions, "", type.GroupResource)?.Read()
        .Items("spec", "versions").FirstOrDefault(version => version.Text("name") == type.Version)
        .At("schema", "openAPIV3Schema");

    private static JsonObject Info() => new() { ["title"] = "Sallyport demo cluster", ["version"] = ClusterVersion.Git };
}
