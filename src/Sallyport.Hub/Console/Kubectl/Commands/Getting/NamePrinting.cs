using System.Text.Json;
using Sallyport.Hub.Console.Feeds.Calls;
using Sallyport.Hub.Console.Feeds.Kinds;

namespace Sallyport.Hub.Console.Kubectl.Commands;

/// <summary>Prints kind and name alone.</summary>
internal sealed class NamePrinting(Invocation line) : ObjectPrinter(line)
{
    public override bool SaysNothingFound => false;

    public static string Name(ResourceType type, JsonElement item) =>
        $"{type.Kind.ToLowerInvariant()}{(type.Group.Length == 0 ? "" : "." + type.Group)}/{item.At("metadata").Text("name")}";

    protected override ValueTask TakeAsync(ResourceType type, JsonElement item)
    {
        Printed++;
        return Line.Out.LineAsync(Name(type, item));
    }
}
