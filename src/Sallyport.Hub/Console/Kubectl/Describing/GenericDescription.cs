using System.Text;
using System.Text.Json;
using Sallyport.Hub.Console.Feeds.Calls;
using Sallyport.Hub.Console.Kubectl.Printing;

namespace Sallyport.Hub.Console.Kubectl.Describing;

/// <summary>Any other kind: all that the object holds, member by member.</summary>
internal static class GenericDescription
{
    private static readonly string[] Elsewhere = [".metadata.name", ".metadata.namespace", ".metadata.labels", ".metadata.annotations", ".metadata.managedFields"];
    private static readonly string[] Acronyms = ["API", "URL", "UID", "OSB", "GUID"];

    public static void Write(Description to, JsonElement item)
    {
        var metadata = item.At("metadata");
        to.Pair(0, "Name", metadata.Text("name"));
        to.Pair(0, "Namespace", metadata.Text("namespace"));
        to.Labels(metadata);
        to.Annotations(metadata);
        WriteMembers(to, 0, item, "");
    }

    /// <summary>The name of a member in words: <c>lastTransitionTime</c> is <c>Last Transition Time</c>.</summary>
    public static string Label(string member)
    {
        if (member.Any(c => !char.IsLetter(c) && c != '-'))
        {
            return member;
        }

        var words = new List<StringBuilder>();
        for (var i = 0; i < member.Length; i++)
        {
            var begins = i == 0 || member[i] == '-' || member[i - 1] == '-'
                || (char.IsUpper(member[i]) && (!char.IsUpper(member[i - 1]) || (i + 1 < member.Length && char.IsLower(member[i + 1]))));
            if (begins)
            {
                words.Add(new StringBuilder());
            }

            words[^1].Append(member[i]);
        }

        return string.Join(' ', words.Select(word => word.ToString()).Select(word =>
            Acronyms.Contains(word.ToUpperInvariant()) ? word.ToUpperInvariant() : char.ToUpperInvariant(word[0]) + word[1..]));
    }

    private static void WriteMembers(Description to, int level, JsonElement item, string path)
    {
        foreach (var member in item.EnumerateObject().OrderBy(member => member.Name, StringComparer.Ordinal))
        {
            var here = $"{path}.{member.Name}";
            if (Elsewhere.Contains(here))
            {
                continue;
            }

            var label = Label(member.Name);
            switch (member.Value.ValueKind)
            {
                case JsonValueKind.Object:
                    to.Write(level, label + ":");
                    WriteMembers(to, level + 1, member.Value, here);
                    break;
                case JsonValueKind.Array:
                    to.Write(level, label + ":");
                    foreach (var child in member.Value.EnumerateArray())
                    {
                        if (child.ValueKind == JsonValueKind.Object)
                        {
                            WriteMembers(to, level + 1, child, here);
                        }
                        else
                        {
                            to.Write(level + 1, GoText.Of(child));
                        }
                    }

                    break;
                default:
                    to.Pair(level, label, GoText.Of(member.Value));
                    break;
            }
        }
    }
}
