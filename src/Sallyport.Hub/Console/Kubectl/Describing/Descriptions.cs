using System.Text.Json;
using Sallyport.Hub.Console.Feeds.Kinds;
using Sallyport.Hub.Console.Kubectl.Commands;

namespace Sallyport.Hub.Console.Kubectl.Describing;

/// <summary>Describes an object in the way of its kind.</summary>
internal static class Descriptions
{
    public static async Task PrintAsync(Invocation line, ResourceType type, JsonElement item)
    {
        var to = new Description(line.Now);
        await WriteAsync(line, to, type, item);
        if (HasEvents(type) && (!line.Flags.Has("show-events") || line.Flags.Is("show-events")))
        {
            await EventSection.WriteAsync(line, to, type, item);
        }

        await to.PrintAsync(line);
    }

    // kubectl shows none of these kinds' events.
    private static bool HasEvents(ResourceType type) => type.FullName is not ("secrets" or "namespaces" or "events");

    private static async Task WriteAsync(Invocation line, Description to, ResourceType type, JsonElement item)
    {
        switch (type.FullName)
        {
            case "pods":
                PodDescription.Write(to, item);
                break;
            case "deployments.apps":
                await WorkloadDescription.DeploymentAsync(line, to, item);
                break;
            case "replicasets.apps":
                await WorkloadDescription.ReplicaSetAsync(line, to, item);
                break;
            case "statefulsets.apps":
                await WorkloadDescription.StatefulSetAsync(line, to, item);
                break;
            case "daemonsets.apps":
                await WorkloadDescription.DaemonSetAsync(line, to, item);
                break;
            case "jobs.batch":
                JobDescription.Job(to, item);
                break;
            case "cronjobs.batch":
                JobDescription.CronJob(to, item);
                break;
            case "services":
                await ServiceDescription.ServiceAsync(line, to, item);
                break;
            case "ingresses.networking.k8s.io":
                await ServiceDescription.IngressAsync(line, to, item);
                break;
            case "nodes":
                await NodeDescription.WriteAsync(line, to, item);
                break;
            case "namespaces":
                await NamespaceDescription.WriteAsync(line, to, item);
                break;
            case "persistentvolumeclaims":
                await StorageDescription.ClaimAsync(line, to, item);
                break;
            case "persistentvolumes":
                StorageDescription.Volume(to, item);
                break;
            case "configmaps":
                DataDescription.ConfigMap(to, item);
                break;
            case "secrets":
                DataDescription.Secret(to, item);
                break;
            default:
                GenericDescription.Write(to, ObjectPrinter.WithKind(type, item));
                break;
        }
    }
}
