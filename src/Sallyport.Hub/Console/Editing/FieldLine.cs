using System.Text.RegularExpressions;

namespace Sallyport.Hub.Console.Editing;

/// <summary>Finds the line of a text in YAML where a field stands that a cluster complains of.</summary>
internal static partial class FieldLine
{
    /// <param name="text">The text, in block style.</param>
    /// <param name="field">The field as Kubernetes writes it, such as <c>spec.containers[0].image</c>.</param>
    /// <returns>The line, counted from one: the field's, or of the nearest above it that is there; null where none of it is.</returns>
    public static int? Find(string text, string field)
    {
        var lines = text.Split('\n');
        var (from, to, found) = (0, lines.Length, (int?)null);
        foreach (Match step in Steps().Matches(field))
        {
            var next = step.Groups["index"] is { Success: true } index
                ? Item(lines, from, to, int.Parse(index.Value, System.Globalization.CultureInfo.InvariantCulture))
                : Member(lines, from, to, step.Groups["key"].Success ? step.Groups["key"].Value : step.Groups["name"].Value);
            if (next is not { } at)
            {
                return found;
            }

            found = at.Line + 1;
            (from, to) = (at.From, at.To);
        }

        return found;
    }

    private static (int Line, int From, int To)? Member(string[] lines, int from, int to, string key)
    {
        var indent = -1;
        for (var i = from; i < to; i++)
        {
            var (lead, rest) = Split(lines[i]);
            if (rest.Length == 0 || rest.StartsWith('#'))
            {
                continue;
            }

            indent = indent < 0 ? lead : indent;
            if (lead == indent && (rest.StartsWith(key + ":", StringComparison.Ordinal) || rest.StartsWith($"\"{key}\":", StringComparison.Ordinal)))
            {
                return (i, i + 1, End(lines, i + 1, to, indent, itemsBelong: true));
            }
        }

        return null;
    }

    private static (int Line, int From, int To)? Item(string[] lines, int from, int to, int index)
    {
        var (indent, seen) = (-1, -1);
        for (var i = from; i < to; i++)
        {
            var lead = lines[i].Length - lines[i].TrimStart(' ').Length;
            if (!lines[i].AsSpan(lead).StartsWith("-") || (indent >= 0 && lead != indent))
            {
                continue;
            }

            indent = lead;
            if (++seen == index)
            {
                return (i, i, End(lines, i + 1, to, indent, itemsBelong: false));
            }
        }

        return null;
    }

    /// <summary>Where what is indented deeper ends; the items of a list may stand as deep as its key.</summary>
    private static int End(string[] lines, int from, int to, int indent, bool itemsBelong)
    {
        for (var i = from; i < to; i++)
        {
            var lead = lines[i].Length - lines[i].TrimStart(' ').Length;
            if (lines[i].Trim().Length > 0 && (lead < indent || (lead == indent && !(itemsBelong && lines[i].AsSpan(lead).StartsWith("- ")))))
            {
                return i;
            }
        }

        return to;
    }

    /// <summary>The indent and what follows; the dash of an item counts as indent, since its first member stands behind it.</summary>
    private static (int Lead, string Words) Split(string line)
    {
        var rest = line.TrimStart(' ');
        while (rest.StartsWith("- ", StringComparison.Ordinal))
        {
            rest = rest[2..].TrimStart(' ');
        }

        return (line.Length - rest.Length, rest);
    }

    [GeneratedRegex(@"\[(?<index>\d{1,6})\]|\[(?<key>[^\]]+)\]|(?<name>[^.\[\]]+)")]
    private static partial Regex Steps();
}
