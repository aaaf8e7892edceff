using System.Text.Json.Nodes;
using Sallyport.Cli.Output;

namespace Sallyport.Cli.Kubeconfigs;

/// <summary>An entry as the text of a list's item.</summary>
internal static class EntryText
{
    /// <summary>In a list with dashes; without a line break at the end.</summary>
    public static string Block(JsonObject entry, int column, string lineBreak)
    {
        var margin = new string(' ', column);
        var lines = Yaml.Write(entry).TrimEnd('\n').Split('\n');
        return string.Join(lineBreak, lines.Select((line, number) => margin + (number == 0 ? "- " : "  ") + line));
    }

    /// <summary>In a list in brackets.</summary>
    public static string Flow(JsonObject entry) => entry.ToJsonString();
}
