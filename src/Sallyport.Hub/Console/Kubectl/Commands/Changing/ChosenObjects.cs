using System.Text.Json;
using Sallyport.Hub.Console.Feeds.Calls;
using Sallyport.Hub.Console.Feeds.Kinds;
using Sallyport.Hub.Console.Kubectl.Reading;

namespace Sallyport.Hub.Console.Kubectl.Commands;

/// <summary>The objects that a changing command is for: by name, by label, or all of a kind.</summary>
internal static class ChosenObjects
{
    public static async Task<List<(ResourceType Type, JsonElement Item)>> ReadAsync(Invocation line, System.Collections.Immutable.ImmutableArray<string> arguments)
    {
        var chosen = new List<(ResourceType, JsonElement)>();
        var selection = Selection.Of(line);
        var several = line.Flags.Is("all") || selection.Labels.Length > 0 || selection.Fields.Length > 0;
        foreach (var wanted in await ObjectArguments.ReadAsync(line, arguments))
        {
            if (wanted.Names.IsEmpty && !several)
            {
                throw new KubectlFault("error: resource(s) were provided, but no name was specified");
            }

            if (!wanted.Names.IsEmpty && several)
            {
                throw new KubectlFault("error: name cannot be provided when a selector is specified");
            }

            foreach (var name in wanted.Names)
            {
                chosen.Add((wanted.Type, await line.ReadAsync(wanted.Type.Path(line.Namespace, name))));
            }

            if (wanted.Names.IsEmpty)
            {
                await foreach (var item in selection.ObjectsAsync(line, wanted.Type, line.Cancellation))
                {
                    chosen.Add((wanted.Type, item));
                }
            }
        }

        return chosen;
    }

    /// <summary>The path of an object that was read.</summary>
    public static string Target(ResourceType type, JsonElement item) =>
        type.Path(type.Namespaced ? item.At("metadata").Text("namespace") : null, item.At("metadata").Text("name"));
}
