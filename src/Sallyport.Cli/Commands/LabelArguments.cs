namespace Sallyport.Cli.Commands;

/// <summary>Labels on the command line, as kubectl writes them: <c>key=value</c>, and <c>key-</c> to take one away.</summary>
internal static class LabelArguments
{
    public static Dictionary<string, string> ReadSet(IEnumerable<string> labels) =>
        ReadChange(labels).ToDictionary(
            label => label.Key,
            label => label.Value ?? throw new CommandException($"'{label.Key}-' takes a label away; write a new one as {label.Key}=VALUE."));

    public static Dictionary<string, string?> ReadChange(IEnumerable<string> labels)
    {
        var change = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (var label in labels)
        {
            if (label.IndexOf('=') is var at and > 0)
            {
                change[label[..at]] = label[(at + 1)..];
            }
            else if (label.Length > 1 && label[^1] == '-')
            {
                change[label[..^1]] = null;
            }
            else
            {
                throw new CommandException($"'{label}' is not a label. Write key=value to set one, key- to take one away.");
            }
        }

        return change;
    }

    public static string Write(Dictionary<string, string>? labels) =>
        labels is null ? "" : string.Join(",", labels.OrderBy(label => label.Key, StringComparer.Ordinal).Select(label => $"{label.Key}={label.Value}"));
}
