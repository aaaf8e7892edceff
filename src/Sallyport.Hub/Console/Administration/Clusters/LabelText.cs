using Sallyport.Hub.Console.Administration.Forms;

namespace Sallyport.Hub.Console.Administration.Clusters;

/// <summary>Labels as people type and read them: <c>env=dev, region=north</c>.</summary>
internal static class LabelText
{
    public static string Write(IReadOnlyDictionary<string, string> labels) =>
        string.Join(", ", labels.OrderBy(label => label.Key, StringComparer.Ordinal).Select(label => $"{label.Key}={label.Value}"));

    /// <summary>Reads them; a name without <c>=</c> has an empty value.</summary>
    public static Dictionary<string, string> Read(string text)
    {
        var labels = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var pair in ScopeDraft.Names(text))
        {
            var parts = pair.Split('=', 2);
            labels[parts[0]] = parts.Length > 1 ? parts[1] : "";
        }

        return labels;
    }

    /// <summary>What turns some labels into others, as the API takes it: null for one that goes.</summary>
    public static Dictionary<string, string?> Change(IReadOnlyDictionary<string, string> from, IReadOnlyDictionary<string, string> to)
    {
        var change = from.Keys.Where(key => !to.ContainsKey(key)).ToDictionary(key => key, _ => (string?)null, StringComparer.Ordinal);
        foreach (var (key, value) in to.Where(label => from.GetValueOrDefault(label.Key) != label.Value))
        {
            change[key] = value;
        }

        return change;
    }
}
