using System.Text.Json;
using Sallyport.Hub.Console.Feeds.Calls;

namespace Sallyport.Hub.Console.Kubectl.Describing;

/// <summary>The template from which a workload makes its pods.</summary>
internal static class PodTemplateDescription
{
    public static Description Of(JsonElement template, DateTimeOffset now)
    {
        var description = new Description(now);
        Write(description, template);
        return description;
    }

    public static void Write(Description to, JsonElement template)
    {
        var (metadata, spec) = (template.At("metadata"), template.At("spec"));
        to.Write(0, "Pod Template:");
        to.Map("Labels", metadata.At("labels"), "  ");
        if (metadata.At("annotations").ValueKind == JsonValueKind.Object)
        {
            to.Annotations(metadata, "  ");
        }

        to.Optional(1, "Service Account", spec.Text("serviceAccountName"));
        if (spec.Items("initContainers").Any())
        {
            ContainerDescription.Write(to, "Init Containers", spec.Items("initContainers"), [], "  ", default);
        }

        ContainerDescription.Write(to, "Containers", spec.Items("containers"), [], "  ", default);
        VolumeDescription.Write(to, spec, "  ");
        to.Optional(1, "Priority Class Name", spec.Text("priorityClassName"));
        to.Map("Node-Selectors", spec.At("nodeSelector"), "  ");
        to.List("Tolerations", PodDescription.Tolerations(spec), "  ");
    }
}
