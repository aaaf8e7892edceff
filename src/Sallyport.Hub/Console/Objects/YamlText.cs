using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Sallyport.Hub.Console.Objects;

/// <summary>Writes an object of Kubernetes as YAML, line by line: what could be read as anything but text is quoted as JSON quotes it.</summary>
internal static partial class YamlText
{
    private static readonly HashSet<string> Words = new(["", "~", "null", "true", "false", "yes", "no", "on", "off", "y", "n"], StringComparer.OrdinalIgnoreCase);

    /// <param name="whole">The object.</param>
    /// <param name="without">A member of the metadata to leave out; empty for none.</param>
    public static IReadOnlyList<YamlLine> Lines(JsonElement whole, string without = "")
    {
        var lines = new List<YamlLine>();
        Members(lines, whole, "", without);
        return lines;
    }

    private static void Members(List<YamlLine> lines, JsonElement of, string indent, string without, string firstIndent = "")
    {
        var first = firstIndent;
        foreach (var member in of.EnumerateObject())
        {
            if (without.Length > 0 && indent == "  " && member.Name == without)
            {
                continue;
            }

            var lead = first.Length > 0 ? first : indent;
            first = "";
            Value(lines, lead, Plain(member.Name) + ":", member.Value, indent, indent.Length == 0 && member.Name != "metadata" ? "" : without);
        }
    }

    private static void Value(List<YamlLine> lines, string lead, string key, JsonElement value, string indent, string without)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object when value.EnumerateObject().Any():
                lines.Add(new YamlLine(lead, key, ""));
                Members(lines, value, indent + "  ", without);
                break;
            case JsonValueKind.Array when value.GetArrayLength() > 0:
                lines.Add(new YamlLine(lead, key, ""));
                Items(lines, value, indent);
                break;
            case JsonValueKind.String when Block(value.GetString()!) is { } block:
                lines.Add(new YamlLine(lead, key, block.Head));
                lines.AddRange(block.Lines.Select(line => new YamlLine(line.Length == 0 ? "" : indent + "  ", "", line)));
                break;
            default:
                lines.Add(new YamlLine(lead, key, Scalar(value)));
                break;
        }
    }

    private static void Items(List<YamlLine> lines, JsonElement list, string indent)
    {
        foreach (var item in list.EnumerateArray())
        {
            if (item.ValueKind == JsonValueKind.Object && item.EnumerateObject().Any())
            {
                Members(lines, item, indent + "  ", "", indent + "- ");
            }
            else if (item.ValueKind == JsonValueKind.Array && item.GetArrayLength() > 0)
            {
                lines.Add(new YamlLine(indent, "-", ""));
                Items(lines, item, indent + "  ");
            }
            else
            {
                lines.Add(new YamlLine(indent, "-", Scalar(item)));
            }
        }
    }

    /// <summary>Text of several lines as a block, where nothing about it needs quotes.</summary>
    private static (string Head, string[] Lines)? Block(string text)
    {
        if (!text.Contains('\n', StringComparison.Ordinal) || text.StartsWith(' ') || text.StartsWith('\n') || NotInBlock().IsMatch(text))
        {
            return null;
        }

        var ends = text.EndsWith('\n');
        return ends && text.EndsWith("\n\n", StringComparison.Ordinal) ? null : (ends ? "|" : "|-", (ends ? text[..^1] : text).Split('\n'));
    }

    private static string Scalar(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => Plain(value.GetString()!),
        JsonValueKind.Object => "{}",
        JsonValueKind.Array => "[]",
        JsonValueKind.Null => "null",
        _ => value.GetRawText(),
    };

    private static string Plain(string text) => !Words.Contains(text) && PlainText().IsMatch(text) ? text : Quoted(text);

    private static string Quoted(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var c in text)
        {
            _ = c switch
            {
                '"' => quoted.Append("\\\""),
                '\\' => quoted.Append("\\\\"),
                '\n' => quoted.Append("\\n"),
                '\t' => quoted.Append("\\t"),
                _ when char.IsControl(c) || c is '\u2028' or '\u2029' or '\uFEFF' || char.GetUnicodeCategory(c) == System.Globalization.UnicodeCategory.Format =>
                    quoted.Append(System.Globalization.CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"),
                _ => quoted.Append(c),
            };
        }

        return quoted.Append('"').ToString();
    }

    // Begins with a letter or a slash, so that it is no number, date, indicator or anchor.
    [GeneratedRegex(@"^[A-Za-z/](?:[A-Za-z0-9._/@+=()-]|:(?=\S)|,(?=\S)| (?=[A-Za-z0-9(]))*\z")]
    private static partial Regex PlainText();

    [GeneratedRegex(@"[^\P{C}\n]|[\u2028\u2029]|[ \t]$|[ \t]\n")]
    private static partial Regex NotInBlock();
}

/// <summary>One line: its indent, the key with its colon or dash, and the value.</summary>
internal sealed record YamlLine(string Indent, string Key, string Value)
{
    public override string ToString() => Indent + Key + (Key.Length > 0 && Value.Length > 0 ? " " : "") + Value;
}
