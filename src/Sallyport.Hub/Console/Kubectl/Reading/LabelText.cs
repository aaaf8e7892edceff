using System.Text.Json;
using Sallyport.Hub.Console.Feeds.Calls;
using Sallyport.Hub.Console.Feeds.Kinds;

namespace Sallyport.Hub.Console.Kubectl.Reading;

/// <summary>Selectors as objects carry them, written as a query takes them.</summary>
internal static class LabelText
{
    /// <summary>By which labels an object chooses its pods; null where it chooses none.</summary>
    public static string? Of(ResourceType type, JsonElement item)
    {
        var selector = item.At("spec", "selector");
        var text = type.FullName is "services" or "replicationcontrollers" ? Map(selector) : Selector(selector);
        return text.Length == 0 ? null : text;
    }

    /// <summary>A <c>metav1.LabelSelector</c>.</summary>
    public static string Selector(JsonElement selector) => string.Join(
        ',',
        new[] { Map(selector.At("matchLabels")) }.Concat(selector.Items("matchExpressions").Select(Expression)).Where(part => part.Length > 0));

    /// <summary>Labels and the values that they must have.</summary>
    public static string Map(JsonElement labels) => labels.ValueKind == JsonValueKind.Object
        ? string.Join(',', labels.EnumerateObject().OrderBy(label => label.Name, StringComparer.Ordinal).Select(label => $"{label.Name}={label.Value}"))
        : "";

    private static string Expression(JsonElement expression)
    {
        var (key, values) = (expression.Text("key"), string.Join(',', expression.Texts("values")));
        return expression.Text("operator") switch
        {
            "In" => $"{key} in ({values})",
            "NotIn" => $"{key} notin ({values})",
            "DoesNotExist" => "!" + key,
            _ => key,
        };
    }
}
