using System.Text.Json.Nodes;

namespace Sallyport.Cli.Kubeconfigs;

/// <summary>The entries that Sallyport writes.</summary>
internal static class OwnEntries
{
    public static JsonObject Cluster(string name, string profile, GrantedCluster cluster) => new()
    {
        ["name"] = name,
        ["cluster"] = new JsonObject
        {
            ["server"] = cluster.Server,
            ["tls-server-name"] = cluster.TlsServerName,
            ["certificate-authority-data"] = cluster.CertificateAuthorityData,
            ["extensions"] = new OwnMark(profile, cluster.Name).ToExtensions(),
        },
    };

    /// <param name="name">The context's name.</param>
    /// <param name="mark">Whose it is, with the namespace that Sallyport would have.</param>
    /// <param name="cluster">The cluster entry's name.</param>
    /// <param name="user">The user entry's name.</param>
    /// <param name="place">The namespace that the context has.</param>
    public static JsonObject Context(string name, OwnMark mark, string cluster, string user, string? place)
    {
        var context = new JsonObject { ["cluster"] = cluster, ["user"] = user };
        if (place is not null)
        {
            context["namespace"] = place;
        }

        context["extensions"] = mark.ToExtensions();
        return new JsonObject { ["name"] = name, ["context"] = context };
    }

    public static JsonObject User(string name, ExecPlugin plugin) => new()
    {
        ["name"] = name,
        ["user"] = new JsonObject
        {
            ["exec"] = plugin.ToJson(),
            ["extensions"] = new OwnMark(plugin.Profile).ToExtensions(),
        },
    };

    /// <summary>Whether an entry says already what it should: kubectl sorts members and writes empty ones.</summary>
    public static bool Same(JsonObject written, JsonObject wanted) => JsonNode.DeepEquals(AsText(written), AsText(wanted));

    private static JsonNode? AsText(JsonNode? node) => node switch
    {
        JsonObject members => new JsonObject(members
            .Where(member => member.Value is not null)
            .Select(member => KeyValuePair.Create(member.Key, AsText(member.Value)))),
        JsonArray items => new JsonArray([.. items.Select(AsText)]),
        null => null,
        _ => JsonValue.Create(node.ToString()),
    };
}
