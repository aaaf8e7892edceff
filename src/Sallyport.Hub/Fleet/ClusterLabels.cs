using System.Collections.Frozen;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Sallyport.Hub.Fleet;

/// <summary>A cluster's labels: Kubernetes' own grammar, kept as a JSON object.</summary>
internal static partial class ClusterLabels
{
    public static FrozenDictionary<string, string> Read(string json) =>
        JsonSerializer.Deserialize<Dictionary<string, string>>(json)!.ToFrozenDictionary(StringComparer.Ordinal);

    public static string Write(IReadOnlyDictionary<string, string> labels) =>
        JsonSerializer.Serialize(new SortedDictionary<string, string>(labels.ToDictionary(), StringComparer.Ordinal));

    /// <summary>The first thing wrong with labels, as a sentence; null when nothing is.</summary>
    public static string? Problem(IEnumerable<KeyValuePair<string, string>> labels)
    {
        foreach (var (key, value) in labels)
        {
            if (key.Length > 317 || !Key().IsMatch(key))
            {
                return "A label's key is not one that Kubernetes would take (an optional DNS prefix and a slash, then letters, digits, '-', '_' and '.').";
            }

            if (value.Length > 63 || !Value().IsMatch(value))
            {
                return $"The value of label {key} is not one that Kubernetes would take (up to 63 letters, digits, '-', '_' and '.').";
            }
        }

        return null;
    }

    [GeneratedRegex(@"^([a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?/)?[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?\z")]
    private static partial Regex Key();

    [GeneratedRegex(@"^([A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?)?\z")]
    private static partial Regex Value();
}
