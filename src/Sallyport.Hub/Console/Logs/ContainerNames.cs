using System.Text.Json;
using Sallyport.Hub.Console.Feeds.Calls;

namespace Sallyport.Hub.Console.Logs;

/// <summary>The names of the containers whose lines one may choose among.</summary>
internal static class ContainerNames
{
    public static IReadOnlyList<string> Of(JsonElement whole, bool isPod)
    {
        var spec = isPod ? whole.At("spec") : whole.At("spec", "template").At("spec");
        return [.. spec.Items("containers").Concat(spec.Items("initContainers")).Concat(spec.Items("ephemeralContainers")).Select(container => container.Text("name"))];
    }
}
