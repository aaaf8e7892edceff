using System.Globalization;
using System.Text.Json;
using Sallyport.Hub.Console.Feeds.Calls;
using Sallyport.Hub.Console.Kubectl.Commands;
using Sallyport.Hub.Console.Kubectl.Printing;

namespace Sallyport.Hub.Console.Kubectl.Describing;

/// <summary>What <c>describe</c> says of one object: names and values in columns, deeper ones indented by two blanks a level.</summary>
internal sealed class Description(DateTimeOffset now)
{
    private const int LongestAnnotation = 140;

    private readonly TabWriter _layout = new(0, 2);
    private readonly List<string> _lines = [];

    public DateTimeOffset Now => now;

    /// <summary>A line, tabs between its columns.</summary>
    public void Write(int level, string text)
    {
        var indent = new string(' ', level * 2);
        foreach (var line in text.Split('\n'))
        {
            _layout.Line(indent + line);
        }
    }

    /// <summary>A name and its value.</summary>
    public void Pair(int level, string name, string value) => Write(level, $"{name}:\t{value.Replace('\t', ' ')}");

    /// <summary>The same, where there is a value.</summary>
    public void Optional(int level, string name, string value)
    {
        if (value.Length > 0)
        {
            Pair(level, name, value);
        }
    }

    public void Number(int level, string name, long number) => Pair(level, name, number.ToString(CultureInfo.InvariantCulture));

    /// <summary>Ends the columns: those that follow are laid out on their own.</summary>
    public void EndColumns() => _lines.AddRange(_layout.Flush());

    /// <summary>What every object begins with.</summary>
    public JsonElement Head(JsonElement item, bool created = false)
    {
        var metadata = item.At("metadata");
        Pair(0, "Name", metadata.Text("name"));
        Optional(0, "Namespace", metadata.Text("namespace"));
        if (created)
        {
            Pair(0, "CreationTimestamp", Time(metadata.Time("creationTimestamp")));
        }

        return metadata;
    }

    public void Labels(JsonElement metadata) => Map("Labels", metadata.At("labels"));

    /// <summary>Keys and values, one a line.</summary>
    public void Map(string title, JsonElement map, string indent = "")
    {
        var pairs = map.ValueKind == JsonValueKind.Object ? map.EnumerateObject().OrderBy(pair => pair.Name, StringComparer.Ordinal).ToList() : [];
        List(title, [.. pairs.Select(pair => $"{pair.Name}={pair.Value.ToString().Replace('\t', ' ')}")], indent);
    }

    /// <summary>Texts, one a line.</summary>
    public void List(string title, IReadOnlyList<string> texts, string indent = "")
    {
        Write(0, $"{indent}{title}:\t{(texts.Count == 0 ? "<none>" : texts[0])}");
        foreach (var text in texts.Skip(1))
        {
            Write(0, "\t" + text);
        }
    }

    /// <summary>Annotations, but the one in which kubectl keeps what it last applied; long ones below their names, cut.</summary>
    public void Annotations(JsonElement metadata, string indent = "")
    {
        var annotations = metadata.At("annotations");
        var pairs = annotations.ValueKind != JsonValueKind.Object ? [] : annotations.EnumerateObject()
            .Where(pair => pair.Name != "kubectl.kubernetes.io/last-applied-configuration").OrderBy(pair => pair.Name, StringComparer.Ordinal).ToList();
        var lead = indent + "Annotations:\t";
        if (pairs.Count == 0)
        {
            Write(0, lead + "<none>");
        }

        foreach (var (name, value) in pairs.Select(pair => (pair.Name, pair.Value.ToString().TrimEnd('\n').Replace('\t', ' '))))
        {
            if (value.Length + name.Length + 2 > LongestAnnotation || value.Contains('\n', StringComparison.Ordinal))
            {
                Write(0, $"{lead}{name}:");
                foreach (var line in value.Split('\n'))
                {
                    Write(0, "\t  " + (line.Length > LongestAnnotation - 2 ? line[..(LongestAnnotation - 2)] + "..." : line));
                }
            }
            else
            {
                Write(0, $"{lead}{name}: {value}");
            }

            lead = "\t";
        }
    }

    /// <summary>The owner that looks after the object, if any.</summary>
    public void ControlledBy(JsonElement metadata) => Optional(0, "Controlled By", string.Join(
        ", ", metadata.Items("ownerReferences").Where(owner => owner.Flag("controller")).Select(owner => $"{owner.Text("kind")}/{owner.Text("name")}")));

    /// <summary>A time as <c>describe</c> writes it, after RFC 1123.</summary>
    public static string Time(DateTimeOffset? time) =>
        time is { } at ? at.ToUniversalTime().ToString("ddd, dd MMM yyyy HH:mm:ss '+0000'", CultureInfo.InvariantCulture) : "<unset>";

    public async Task PrintAsync(Invocation line)
    {
        EndColumns();
        foreach (var text in _lines)
        {
            await line.Out.LineAsync(text);
        }
    }
}
