using System.Text.Json;

namespace Sallyport.Hub.Console.Kubectl.Printing;

/// <summary>Values as Go's <c>fmt</c> prints them, which is how kubectl fills custom columns.</summary>
internal static class GoText
{
    public static string Of(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => $"map[{string.Join(' ', value.EnumerateObject().OrderBy(member => member.Name, StringComparer.Ordinal).Select(member => $"{member.Name}:{Of(member.Value)}"))}]",
        JsonValueKind.Array => $"[{string.Join(' ', value.EnumerateArray().Select(Of))}]",
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Null => "<nil>",
        _ => value.GetRawText(),
    };
}
