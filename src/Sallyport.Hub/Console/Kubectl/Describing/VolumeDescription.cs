using System.Text.Json;
using Sallyport.Hub.Console.Feeds.Calls;

namespace Sallyport.Hub.Console.Kubectl.Describing;

/// <summary>The volumes of a pod, or of a template.</summary>
internal static class VolumeDescription
{
    public static void Write(Description to, JsonElement spec, string space)
    {
        if (!spec.Items("volumes").Any())
        {
            to.Write(0, space + "Volumes:\t<none>");
            return;
        }

        to.Write(0, space + "Volumes:");
        foreach (var volume in spec.Items("volumes"))
        {
            to.Write(1, $"{(space.Length > 0 ? " " : "")}{volume.Text("name")}:");
            foreach (var source in volume.EnumerateObject().Where(member => member.Name != "name"))
            {
                WriteSource(to, source.Name, source.Value);
            }
        }
    }

    private static void WriteSource(Description to, string kind, JsonElement source)
    {
        switch (kind)
        {
            case "hostPath":
                to.Pair(2, "Type", "HostPath (bare host directory volume)");
                to.Pair(2, "Path", source.Text("path"));
                to.Pair(2, "HostPathType", source.Text("type"));
                break;
            case "emptyDir":
                to.Pair(2, "Type", "EmptyDir (a temporary directory that shares a pod's lifetime)");
                to.Pair(2, "Medium", source.Text("medium"));
                to.Pair(2, "SizeLimit", source.At("sizeLimit") is { ValueKind: JsonValueKind.String } limit ? limit.GetString()! : "<unset>");
                break;
            case "secret":
                to.Pair(2, "Type", "Secret (a volume populated by a Secret)");
                to.Pair(2, "SecretName", source.Text("secretName"));
                to.Pair(2, "Optional", EnvironmentDescription.Truth(source.Flag("optional")));
                break;
            case "configMap":
                to.Pair(2, "Type", "ConfigMap (a volume populated by a ConfigMap)");
                to.Pair(2, "Name", source.Text("name"));
                to.Pair(2, "Optional", EnvironmentDescription.Truth(source.Flag("optional")));
                break;
            case "persistentVolumeClaim":
                to.Pair(2, "Type", "PersistentVolumeClaim (a reference to a PersistentVolumeClaim in the same namespace)");
                to.Pair(2, "ClaimName", source.Text("claimName"));
                to.Pair(2, "ReadOnly", EnvironmentDescription.Truth(source.Flag("readOnly")));
                break;
            case "downwardAPI":
                to.Pair(2, "Type", "DownwardAPI (a volume populated by information about the pod)");
                to.Write(2, "Items:");
                foreach (var item in source.Items("items"))
                {
                    to.Write(3, $"{item.At("fieldRef").Text("fieldPath")} -> {item.Text("path")}");
                }

                break;
            case "projected":
                to.Pair(2, "Type", "Projected (a volume that contains injected data from multiple sources)");
                foreach (var part in source.Items("sources").SelectMany(part => part.EnumerateObject()))
                {
                    WriteProjected(to, part.Name, part.Value);
                }

                break;
            default:
                to.Pair(2, "Type", char.ToUpperInvariant(kind[0]) + kind[1..]);
                foreach (var member in source.ValueKind == JsonValueKind.Object ? source.EnumerateObject().Where(member => member.Value.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array)) : [])
                {
                    to.Pair(2, GenericDescription.Label(member.Name), member.Value.ToString());
                }

                break;
        }
    }

    private static void WriteProjected(Description to, string kind, JsonElement source)
    {
        switch (kind)
        {
            case "secret":
                to.Pair(2, "SecretName", source.Text("name"));
                to.Pair(2, "SecretOptionalName", Optional(source));
                break;
            case "configMap":
                to.Pair(2, "ConfigMapName", source.Text("name"));
                to.Pair(2, "ConfigMapOptional", Optional(source));
                break;
            case "downwardAPI":
                to.Pair(2, "DownwardAPI", "true");
                break;
            case "serviceAccountToken":
                to.Number(2, "TokenExpirationSeconds", source.Number("expirationSeconds"));
                break;
        }
    }

    private static string Optional(JsonElement source) => source.At("optional").ValueKind switch
    {
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        _ => "<nil>",
    };
}
