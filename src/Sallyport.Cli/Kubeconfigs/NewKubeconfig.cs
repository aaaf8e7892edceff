using System.Text;
using System.Text.Json.Nodes;

namespace Sallyport.Cli.Kubeconfigs;

/// <summary>A kubeconfig where there was none, or nothing but comments.</summary>
internal static class NewKubeconfig
{
    /// <param name="before">What the file holds already: comments.</param>
    /// <param name="changes">The entries to write.</param>
    /// <param name="currentContext">The context that kubectl takes when none is named; empty for none.</param>
    public static string Write(string before, IReadOnlyCollection<EntryChange> changes, string currentContext = "")
    {
        var text = new StringBuilder(before);
        if (before.Length > 0 && before[^1] != '\n')
        {
            text.Append('\n');
        }

        text.Append("apiVersion: v1\nkind: Config\npreferences: {}\n");
        text.Append("current-context: ").Append(Output.Yaml.Write(JsonValue.Create(currentContext)));
        foreach (var section in KubeconfigSection.All)
        {
            var entries = changes.Where(change => change.Section == section && change.Wanted is not null).Select(change => change.Wanted!).ToArray();
            text.Append(section.List).Append(entries.Length == 0 ? ": []\n" : ":\n");
            foreach (var entry in entries)
            {
                text.Append(EntryText.Block(entry, 0, "\n")).Append('\n');
            }
        }

        return text.ToString();
    }
}
