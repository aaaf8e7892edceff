using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Sallyport.Hub.Console.Kubectl.Printing;

/// <summary>JSON as kubectl writes it: members in order of their names, four blanks a level, and Go's escapes.</summary>
internal static class KubeJson
{
    /// <summary>In one line.</summary>
    public static string Compact(JsonElement value)
    {
        var text = new StringBuilder();
        Write(text, value, level: -1, managedFields: true);
        return text.ToString();
    }

    /// <summary>In lines, the first without its indentation.</summary>
    /// <param name="value">The object.</param>
    /// <param name="level">How deep it stands.</param>
    /// <param name="managedFields">Whether <c>metadata.managedFields</c> is written.</param>
    public static string Indented(JsonElement value, int level, bool managedFields)
    {
        var text = new StringBuilder();
        Write(text, value, level, managedFields);
        return text.ToString();
    }

    public static void Quote(StringBuilder to, string text)
    {
        to.Append('"');
        foreach (var c in text)
        {
            _ = c switch
            {
                '"' => to.Append("\\\""),
                '\\' => to.Append("\\\\"),
                '\n' => to.Append("\\n"),
                '\r' => to.Append("\\r"),
                '\t' => to.Append("\\t"),
                '\b' => to.Append("\\b"),
                '\f' => to.Append("\\f"),
                < ' ' or '<' or '>' or '&' or '\u2028' or '\u2029' => to.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"),
                _ => to.Append(c),
            };
        }

        to.Append('"');
    }

    private static void Write(StringBuilder to, JsonElement value, int level, bool managedFields, int depth = 0)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                var members = Members(value, managedFields, depth);
                WriteParts(to, '{', '}', members, level, (member, inner) =>
                {
                    Quote(to, member.Name);
                    to.Append(level < 0 ? ":" : ": ");
                    Write(to, member.Value, inner, managedFields, member.Name == "metadata" && depth == 0 ? 1 : 2);
                });
                break;
            case JsonValueKind.Array:
                WriteParts(to, '[', ']', [.. value.EnumerateArray()], level, (item, inner) => Write(to, item, inner, managedFields, 2));
                break;
            case JsonValueKind.String:
                Quote(to, value.GetString()!);
                break;
            default:
                to.Append(value.GetRawText());
                break;
        }
    }

    /// <summary>Members in order; of an object's metadata, without the fields' managers unless they are asked for.</summary>
    /// <param name="value">An object.</param>
    /// <param name="managedFields">Whether they are asked for.</param>
    /// <param name="depth">0 for an object of Kubernetes, 1 for its metadata, 2 for anything else.</param>
    public static List<JsonProperty> Members(JsonElement value, bool managedFields, int depth) =>
        [.. value.EnumerateObject().Where(member => managedFields || depth != 1 || member.Name != "managedFields").OrderBy(member => member.Name, StringComparer.Ordinal)];

    private static void WriteParts<T>(StringBuilder to, char open, char close, List<T> parts, int level, Action<T, int> write)
    {
        to.Append(open);
        for (var i = 0; i < parts.Count; i++)
        {
            if (i > 0)
            {
                to.Append(',');
            }

            Break(to, level < 0 ? level : level + 1);
            write(parts[i], level < 0 ? level : level + 1);
        }

        if (parts.Count > 0)
        {
            Break(to, level);
        }

        to.Append(close);
    }

    private static void Break(StringBuilder to, int level)
    {
        if (level >= 0)
        {
            to.Append('\n').Append(' ', level * 4);
        }
    }
}
