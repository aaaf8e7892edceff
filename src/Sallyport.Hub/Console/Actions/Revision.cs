using System.Globalization;
using System.Text.Json;
using Sallyport.Hub.Console.Feeds.Calls;
using Sallyport.Hub.Console.Feeds.Objects;

namespace Sallyport.Hub.Console.Actions;

/// <summary>What a deployment once was, as one of its replica sets remembers.</summary>
/// <param name="Number">Its number; the highest is today's.</param>
/// <param name="Images">The images of its containers.</param>
/// <param name="Cause">Why it was made, as somebody noted; empty for nothing noted.</param>
/// <param name="Made">When it was made.</param>
/// <param name="Template">Its pod template.</param>
internal sealed record Revision(long Number, string Images, string Cause, DateTimeOffset? Made, JsonElement Template)
{
    private const string NumberKey = "deployment.kubernetes.io/revision";
    private const string CauseKey = "kubernetes.io/change-cause";
    private const int Most = 500;

    /// <summary>Asks for the revisions of a deployment.</summary>
    public static async Task<IReadOnlyList<Revision>> AskAsync(ClusterApi api, ObjectPlace deployment, JsonElement whole, CancellationToken cancellationToken)
    {
        var labels = whole.At("spec").At("selector", "matchLabels");
        var selector = labels.ValueKind == JsonValueKind.Object ? string.Join(',', labels.EnumerateObject().Select(label => $"{label.Name}={label.Value}")) : "";
        var sets = deployment.Type with { Resource = "replicasets" };
        var list = await api.ReadAsync($"{sets.Path(deployment.Namespace)}?limit={Most}&labelSelector={Uri.EscapeDataString(selector)}", ClusterApi.Json, cancellationToken);
        return Of(list, whole.At("metadata").Text("uid"));
    }

    /// <summary>The revisions in a list of replica sets, the latest first.</summary>
    /// <param name="list">The list.</param>
    /// <param name="owner">The uid of the deployment; other's sets are left out.</param>
    public static IReadOnlyList<Revision> Of(JsonElement list, string owner) =>
        [.. list.Items("items").Where(set => set.At("metadata").Items("ownerReferences").Any(reference => reference.Flag("controller") && reference.Text("uid") == owner))
            .Select(Read).Where(revision => revision.Number > 0).OrderByDescending(revision => revision.Number)];

    private static Revision Read(JsonElement set)
    {
        var (annotations, template) = (set.At("metadata", "annotations"), set.At("spec", "template"));
        _ = long.TryParse(annotations.Text(NumberKey), NumberStyles.None, CultureInfo.InvariantCulture, out var number);
        var images = string.Join(", ", template.At("spec").Items("containers").Select(container => container.Text("image")));
        return new Revision(number, images, annotations.Text(CauseKey), set.At("metadata").Time("creationTimestamp"), template);
    }
}
