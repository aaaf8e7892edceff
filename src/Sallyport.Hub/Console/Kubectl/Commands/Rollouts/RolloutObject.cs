using System.Text.Json;
using Sallyport.Hub.Console.Feeds.Kinds;
using Sallyport.Hub.Console.Kubectl.Reading;

namespace Sallyport.Hub.Console.Kubectl.Commands;

/// <summary>The workload that a rollout command names.</summary>
internal sealed record RolloutObject(ResourceType Type, string Target, JsonElement Item)
{
    public string Shown => NamePrinting.Name(Type, Item);

    /// <exception cref="KubectlFault">It is none that rolls out.</exception>
    public static async Task<RolloutObject> ReadAsync(Invocation line)
    {
        var (type, name) = await ObjectArguments.ReadOneAsync(line);
        var target = type.Path(line.Namespace, name);
        var item = await line.ReadAsync(target);
        return type is { Group: "apps", Resource: "deployments" or "daemonsets" or "statefulsets" }
            ? new RolloutObject(type, target, item)
            : throw new KubectlFault($"error: no rollout of {type.FullName}: it is for deployments, daemonsets and statefulsets");
    }
}
