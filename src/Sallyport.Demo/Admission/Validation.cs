using System.Text.Json.Nodes;
using Sallyport.Demo.Http;
using Sallyport.Demo.Store;

namespace Sallyport.Demo.Admission;

/// <summary>Refuses what kube-apiserver would refuse, in its words, for the mistakes people make.</summary>
internal static class Validation
{
    private static readonly string[] Templated = ["deployments", "replicasets", "statefulsets", "daemonsets", "jobs"];

    public static void Demand(ResourceType type, JsonObject? before, JsonObject after)
    {
        List<(string, string, string)> causes = [];
        string name = after.Text("metadata", "name") ?? "";
        if (name.Length == 0)
        {
            causes.Add(("FieldValueRequired", "metadata.name", "Required value: name or generateName is required"));
        }
        else if (before is null && NameRules.Problem(type.Plural, name) is { } problem)
        {
            causes.Add(("FieldValueInvalid", "metadata.name", $"Invalid value: \"{name}\": {problem}"));
        }

        causes.AddRange(type.GroupResource switch
        {
            "pods" => Pod(before, after),
            "services" => Service(before, after),
            "configmaps" or "secrets" => Data(after),
            "rolebindings.rbac.authorization.k8s.io" or "clusterrolebindings.rbac.authorization.k8s.io" =>
                Immutable(before, after, "roleRef", "cannot change roleRef"),
            _ when type.Group is "apps" or "batch" && Templated.Contains(type.Plural) => Workload(before, after),
            _ => [],
        });
        if (causes.Count > 0)
        {
            throw ApiException.Invalid(type.Kind, type.Group, name, causes);
        }
    }

    private static IEnumerable<(string, string, string)> Workload(JsonObject? before, JsonObject after)
    {
        if (after.Number("spec", "replicas") < 0)
        {
            yield return ("FieldValueInvalid", "spec.replicas",
                $"Invalid value: {after.Number("spec", "replicas")}: must be greater than or equal to 0");
        }

        if (after.Text("kind") != "Job")
        {
            if (after.Map("spec", "selector") is null)
            {
                yield return ("FieldValueRequired", "spec.selector", "Required value");
            }
            else if (!SelectorMatches(after))
            {
                string labels = after.At("spec", "template", "metadata", "labels")?.ToJsonString() ?? "null";
                yield return ("FieldValueInvalid", "spec.template.metadata.labels",
                    $"Invalid value: {labels}: `selector` does not match template `labels`");
            }

            foreach ((string, string, string) cause in Immutable(
                before, after, "spec.selector", "field is immutable", "spec", "selector"))
            {
                yield return cause;
            }
        }

        foreach ((string, string, string) cause in Containers(after.At("spec", "template", "spec"), "spec.template.spec"))
        {
            yield return cause;
        }
    }

    private static bool SelectorMatches(JsonObject workload) => LabelSelector.FromSpec(workload.At("spec", "selector"))
        .Matches(StoredObject.From(new JsonObject
        {
            ["metadata"] = (workload.Map("spec", "template", "metadata") ?? []).DeepClone(),
        }, 0).Labels);

    private static IEnumerable<(string, string, string)> Containers(JsonNode? spec, string path)
    {
        if (!spec.Items("containers").Any())
        {
            yield return ("FieldValueRequired", path + ".containers", "Required value");
        }

        int i = 0;
        HashSet<string> names = [];
        foreach (JsonObject container in spec.Items("containers"))
        {
            string where = $"{path}.containers[{i++}]";
            if (container.Text("name") is not { Length: > 0 } name)
            {
                yield return ("FieldValueRequired", where + ".name", "Required value");
            }
            else if (!names.Add(name))
            {
                yield return ("FieldValueDuplicate", where + ".name", $"Duplicate value: \"{name}\"");
            }

            if (container.Text("image") is not { Length: > 0 })
            {
                yield return ("FieldValueRequired", where + ".image", "Required value");
            }
        }
    }

    private static IEnumerable<(string, string, string)> Pod(JsonObject? before, JsonObject after)
    {
        foreach ((string, string, string) cause in Containers(after.At("spec"), "spec"))
        {
            yield return cause;
        }

        if (before is null && after.At("spec", "ephemeralContainers") is JsonArray { Count: > 0 })
        {
            yield return ("FieldValueForbidden", "spec.ephemeralContainers",
                "Forbidden: cannot be set on create, only by the pod's ephemeralcontainers");
        }

        if (before is not null && !JsonNode.DeepEquals(Frozen(before), Frozen(after)))
        {
            yield return ("FieldValueForbidden", "spec", "Forbidden: pod updates may not change fields other than " +
                "`spec.containers[*].image`,`spec.initContainers[*].image`,`spec.activeDeadlineSeconds`," +
                "`spec.tolerations` (only additions to existing tolerations)," +
                "`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was previously negative)");
        }
    }

    private static JsonObject Frozen(JsonObject pod)
    {
        JsonObject spec = (pod.Map("spec") ?? []).Copy();
        foreach (string free in (ReadOnlySpan<string>)["tolerations", "activeDeadlineSeconds",
            "terminationGracePeriodSeconds"])
        {
            spec.Remove(free);
        }

        foreach (JsonObject container in spec.Items("containers").Concat(spec.Items("initContainers")))
        {
            container.Remove("image");
        }

        return spec;
    }

    private static IEnumerable<(string, string, string)> Service(JsonObject? before, JsonObject after)
    {
        if (after.Text("spec", "type") != "ExternalName" && after.Text("spec", "clusterIP") != "None"
            && !after.Items("spec", "ports").Any())
        {
            yield return ("FieldValueRequired", "spec.ports", "Required value");
        }

        foreach ((string, string, string) cause in Immutable(
            before, after, "spec.clusterIP", "may not change once set", "spec", "clusterIP"))
        {
            yield return cause;
        }
    }

    private static IEnumerable<(string, string, string)> Data(JsonObject item)
    {
        foreach ((string key, JsonNode? _) in item.Map("data") ?? [])
        {
            if (key.Length == 0 || !key.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.'))
            {
                yield return ("FieldValueInvalid", $"data[{key}]", $"Invalid value: \"{key}\": a valid config key must " +
                    "consist of alphanumeric characters, '-', '_' or '.' (e.g. 'key.name',  or 'KEY_NAME',  or " +
                    "'key-name', regex used for validation is '[-._a-zA-Z0-9]+')");
            }
        }
    }

    private static IEnumerable<(string, string, string)> Immutable(
        JsonObject? before, JsonObject after, string field, string message, params string[] path)
    {
        string[] steps = path.Length == 0 ? [field] : path;
        if (before?.At(steps) is { } was && !JsonNode.DeepEquals(was, after.At(steps)))
        {
            yield return ("FieldValueInvalid", field,
                $"Invalid value: {after.At(steps)?.ToJsonString() ?? "null"}: {message}");
        }
    }
}
