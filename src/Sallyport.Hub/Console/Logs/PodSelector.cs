using System.Text.Json;
using Sallyport.Hub.Console.Feeds.Calls;

namespace Sallyport.Hub.Console.Logs;

/// <summary>Which pods a workload has, as a label selector.</summary>
internal static class PodSelector
{
    /// <summary>Reads a <c>metav1.LabelSelector</c>, or the plain map of labels that a Service has.</summary>
    /// <returns>Empty when the object picks no pods by labels.</returns>
    public static string Of(JsonElement whole)
    {
        var selector = whole.At("spec", "selector");
        var isPlain = selector.At("matchLabels").ValueKind != JsonValueKind.Object && selector.At("matchExpressions").ValueKind != JsonValueKind.Array;
        return string.Join(',', Labels(isPlain ? selector : selector.At("matchLabels")).Concat(selector.Items("matchExpressions").Select(Expression)));
    }

    private static IEnumerable<string> Labels(JsonElement labels) =>
        labels.ValueKind != JsonValueKind.Object ? [] : labels.EnumerateObject().Where(label => label.Value.ValueKind == JsonValueKind.String).Select(label => $"{label.Name}={label.Value.GetString()}");

    private static string Expression(JsonElement expression)
    {
        var (key, values) = (expression.Text("key"), string.Join(',', expression.Texts("values")));
        return expression.Text("operator") switch
        {
            "In" => $"{key} in ({values})",
            "NotIn" => $"{key} notin ({values})",
            "DoesNotExist" => $"!{key}",
            _ => key,
        };
    }
}
