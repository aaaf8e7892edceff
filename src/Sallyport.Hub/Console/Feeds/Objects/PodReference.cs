using System.Collections.Immutable;
using System.Text.Json;
using Sallyport.Hub.Console.Feeds.Calls;

namespace Sallyport.Hub.Console.Feeds.Objects;

/// <summary>What a pod names: the objects that it cannot run without. Names alone; nothing is read.</summary>
/// <param name="Kind">The kind, such as <c>ConfigMap</c>.</param>
/// <param name="Name">The name, in the pod's namespace or outside of all.</param>
/// <param name="Use">What it is for, such as <c>volume config</c> or <c>environment</c>.</param>
public sealed record PodReference(string Kind, string Name, string Use)
{
    /// <summary>All that a pod names, each once.</summary>
    /// <param name="pod">The pod, whole.</param>
    public static ImmutableArray<PodReference> Of(JsonElement pod)
    {
        var spec = pod.At("spec");
        return
        [
            .. Placed(spec).Concat(spec.Items("volumes").SelectMany(OfVolume)).Concat(Containers(spec).SelectMany(OfContainer))
                .Where(reference => reference.Name.Length > 0).DistinctBy(reference => (reference.Kind, reference.Name)),
        ];
    }

    private static IEnumerable<JsonElement> Containers(JsonElement spec) =>
        spec.Items("initContainers").Concat(spec.Items("containers")).Concat(spec.Items("ephemeralContainers"));

    private static IEnumerable<PodReference> Placed(JsonElement spec) =>
    [
        new("Node", spec.Text("nodeName"), "runs on"),
        new("ServiceAccount", spec.Text("serviceAccountName"), "runs as"),
        new("PriorityClass", spec.Text("priorityClassName"), "priority"),
        .. spec.Items("imagePullSecrets").Select(secret => new PodReference("Secret", secret.Text("name"), "image pull")),
    ];

    private static IEnumerable<PodReference> OfVolume(JsonElement volume)
    {
        var use = $"volume {volume.Text("name")}";
        return
        [
            new("ConfigMap", volume.At("configMap").Text("name"), use),
            new("Secret", volume.At("secret").Text("secretName"), use),
            new("PersistentVolumeClaim", volume.At("persistentVolumeClaim").Text("claimName"), use),
            .. volume.At("projected").Items("sources").SelectMany(source => (PodReference[])
            [
                new("ConfigMap", source.At("configMap").Text("name"), use), new("Secret", source.At("secret").Text("name"), use),
            ]),
        ];
    }

    private static IEnumerable<PodReference> OfContainer(JsonElement container) =>
        container.Items("envFrom").Concat(container.Items("env").Select(env => env.At("valueFrom"))).SelectMany(from => (PodReference[])
        [
            new("ConfigMap", from.At("configMapRef").Text("name"), "environment"), new("ConfigMap", from.At("configMapKeyRef").Text("name"), "environment"),
            new("Secret", from.At("secretRef").Text("name"), "environment"), new("Secret", from.At("secretKeyRef").Text("name"), "environment"),
        ]);
}
