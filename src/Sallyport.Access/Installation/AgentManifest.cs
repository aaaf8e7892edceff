using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Sallyport.Access.Installation;

/// <summary>
/// The manifest that installs the agent in a cluster. Two accounts: the forwarder may impersonate and nothing else, the
/// reconciler holds the ceiling and writes RBAC objects below it. The pod runs as the forwarder, whose token is worth the most
/// and so is the one that rotates; the reconciler's comes from a token Secret, which every version of Kubernetes fills.
/// </summary>
public static partial class AgentManifest
{
    /// <summary>Writes the manifest. Every value is quoted, so that none can become YAML of its own.</summary>
    /// <exception cref="ArgumentException">A value is not one that a manifest could carry.</exception>
    public static string Render(AgentManifestValues values)
    {
        ArgumentNullException.ThrowIfNull(values);
        Check(values);
        string[] documents =
        [
            .. ManifestAccounts.Render(values),
            .. ManifestRbac.Render(values),
            ManifestDeployment.Render(values),
        ];
        return string.Join("\n---\n", documents.Select(d => d.ReplaceLineEndings("\n").Trim('\n'))) + "\n";
    }

    /// <summary>JSON's strings are YAML's double-quoted ones.</summary>
    internal static string Quote(string value) => JsonSerializer.Serialize(value, ManifestJson.Default.String);

    internal static string Quote(ImmutableArray<string> values) => $"[{string.Join(", ", values.Select(Quote))}]";

    private static void Check(AgentManifestValues values)
    {
        foreach (var name in (ReadOnlySpan<string>)[values.Cluster, values.Namespace])
        {
            if (name.Length is 0 or > 63 || !name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-')
                || name[0] == '-' || name[^1] == '-')
            {
                throw new ArgumentException($"'{name}' is not a DNS label.", nameof(values));
            }
        }

        if (values.Hub.Scheme is not ("https" or "wss"))
        {
            throw new ArgumentException("The hub's address is not https.", nameof(values));
        }
    }

    [JsonSerializable(typeof(string))]
    private sealed partial class ManifestJson : JsonSerializerContext;
}
