using System.Text.Json.Nodes;

namespace Sallyport.Demo.Patches;

/// <summary>Which lists are maps in disguise, and by which field their items are told apart.</summary>
internal static class MergeKeys
{
    private static readonly Dictionary<string, string> ByField = new(StringComparer.Ordinal)
    {
        ["containers"] = "name",
        ["initContainers"] = "name",
        ["ephemeralContainers"] = "name",
        ["volumes"] = "name",
        ["env"] = "name",
        ["imagePullSecrets"] = "name",
        ["secrets"] = "name",
        ["volumeMounts"] = "mountPath",
        ["volumeDevices"] = "devicePath",
        ["hostAliases"] = "ip",
        ["topologySpreadConstraints"] = "topologyKey",
        ["conditions"] = "type",
        ["ownerReferences"] = "uid",
        ["taints"] = "key",
        ["addresses"] = "type",
    };

    private static readonly string[] Sets = ["finalizers", "podCIDRs", "loadBalancerSourceRanges"];

    /// <summary>The field that tells the items of a list apart, or null when the list is replaced whole.</summary>
    public static string? Of(string field, JsonArray? first, JsonArray? second)
    {
        if (field == "ports")
        {
            return HasKey(first, "containerPort") || HasKey(second, "containerPort") ? "containerPort" : "port";
        }

        return ByField.TryGetValue(field, out string? key) && AllHave(first, key) && AllHave(second, key) ? key : null;
    }

    public static bool IsSet(string field) => Sets.Contains(field);

    private static bool HasKey(JsonArray? list, string key) =>
        list?.Any(item => item is JsonObject map && map.ContainsKey(key)) ?? false;

    private static bool AllHave(JsonArray? list, string key) =>
        list?.All(item => item is JsonObject map && (map.ContainsKey(key) || map.ContainsKey("$patch"))) ?? true;
}
