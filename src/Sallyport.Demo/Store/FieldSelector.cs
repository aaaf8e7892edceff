using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;

namespace Sallyport.Demo.Store;

/// <summary>A field selector such as <c>status.phase=Running,spec.nodeName!=a</c>.</summary>
internal sealed class FieldSelector
{
    public static readonly FieldSelector Everything = new([]);

    private static readonly Dictionary<string, string[]> Fields = new(StringComparer.Ordinal)
    {
        ["pods"] = ["spec.nodeName", "spec.restartPolicy", "spec.schedulerName", "spec.serviceAccountName",
            "spec.hostNetwork", "status.phase", "status.podIP", "status.nominatedNodeName"],
        ["events"] = ["involvedObject.kind", "involvedObject.namespace", "involvedObject.name", "involvedObject.uid",
            "involvedObject.apiVersion", "involvedObject.resourceVersion", "involvedObject.fieldPath", "reason",
            "reportingComponent", "source", "type"],
        ["secrets"] = ["type"],
        ["nodes"] = ["spec.unschedulable"],
        ["namespaces"] = ["status.phase"],
        ["jobs.batch"] = ["status.successful"],
        ["replicasets.apps"] = ["status.replicas"],
        ["services"] = ["spec.clusterIP", "spec.type"],
    };

    private readonly ImmutableArray<(string Field, string Value, bool Equal)> _terms;

    private FieldSelector(ImmutableArray<(string, string, bool)> terms) => _terms = terms;

    public bool Matches(StoredObject item)
    {
        JsonObject? content = null;
        foreach ((string field, string wanted, bool equal) in _terms)
        {
            string value = field switch
            {
                "metadata.name" => item.Name,
                "metadata.namespace" => item.Namespace,
                "source" => (content ??= item.Read()).Text("source", "component") ?? "",
                _ => (content ??= item.Read()).At(field.Split('.'))?.ToString() ?? "",
            };
            if (field is "spec.unschedulable" or "spec.hostNetwork" && value.Length == 0)
            {
                value = "false";
            }

            if (value == wanted != equal)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Reads a selector; a field this resource cannot be selected by is an error.</summary>
    public static bool TryParse(
        string text, string storageKey, [NotNullWhen(true)] out FieldSelector? selector, out string? problem)
    {
        selector = null;
        problem = null;
        ImmutableArray<(string, string, bool)>.Builder terms = ImmutableArray.CreateBuilder<(string, string, bool)>();
        foreach (string part in text.Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            bool unequal = part.Contains("!=", StringComparison.Ordinal);
            string[] sides = part.Split(unequal ? "!=" : part.Contains("==", StringComparison.Ordinal) ? "==" : "=", 2);
            if (sides.Length != 2)
            {
                problem = $"invalid selector: '{text}'; can't understand '{part}'";
                return false;
            }

            if (sides[0] is not ("metadata.name" or "metadata.namespace")
                && !(Fields.TryGetValue(storageKey, out string[]? known) && known.Contains(sides[0])))
            {
                problem = $"field label not supported: {sides[0]}";
                return false;
            }

            terms.Add((sides[0], sides[1], !unequal));
        }

        selector = new FieldSelector(terms.ToImmutable());
        return true;
    }
}
