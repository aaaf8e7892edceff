using Sallyport.Hub.Console.Administration.Forms;

namespace Sallyport.Hub.Console.Administration.Providers;

/// <summary>A provider's groups and the groups here that they stand for, as people type and read them: a line each, <c>developers = dev, on-call</c>.</summary>
internal static class GroupMapText
{
    public static string Line(string external, IEnumerable<string> groups) => $"{external} = {string.Join(", ", groups)}";

    public static string Write(IReadOnlyDictionary<string, string[]>? groups) =>
        string.Join('\n', (groups ?? new Dictionary<string, string[]>()).Select(pair => Line(pair.Key, pair.Value)));

    /// <summary>Reads them. A provider's group may have any character but the last <c>=</c>, after which come groups here.</summary>
    public static Dictionary<string, string[]> Read(string text)
    {
        var groups = new Dictionary<string, string[]>(StringComparer.Ordinal);
        foreach (var line in text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var at = line.LastIndexOf('=');
            groups[(at < 0 ? line : line[..at]).Trim()] = at < 0 ? [] : [.. ScopeDraft.Names(line[(at + 1)..])];
        }

        return groups;
    }
}
