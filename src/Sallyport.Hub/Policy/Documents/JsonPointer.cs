using System.Text;
using System.Text.RegularExpressions;

namespace Sallyport.Hub.Policy.Documents;

/// <summary>Turns the serializer's path (<c>$.rules[0].verbs</c>) into a JSON pointer (RFC 6901).</summary>
internal static partial class JsonPointer
{
    public static string Of(string? path)
    {
        var pointer = new StringBuilder();
        foreach (Match step in Step().Matches(path ?? ""))
        {
            var name = step.Groups.Values.Skip(1).First(group => group.Success).Value;
            pointer.Append('/').Append(name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal));
        }

        return pointer.ToString();
    }

    [GeneratedRegex(@"\.([^.\[\]]+)|\[(\d+)\]|\['([^']*)'\]")]
    private static partial Regex Step();
}
