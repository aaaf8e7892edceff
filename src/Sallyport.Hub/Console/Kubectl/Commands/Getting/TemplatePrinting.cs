using System.Collections.Immutable;
using System.Text.Json;
using Sallyport.Hub.Console.Feeds.Kinds;
using Sallyport.Hub.Console.Kubectl.JsonPath;

namespace Sallyport.Hub.Console.Kubectl.Commands;

/// <summary>Evaluates a template over an object, or over the list of all that were read.</summary>
internal sealed class TemplatePrinting(Invocation line, bool one, ImmutableArray<Piece> template, bool asJson) : ObjectPrinter(line)
{
    // What one template is evaluated over is held whole.
    private const int MostObjects = 20_000;

    private readonly List<JsonElement> _items = [];

    public override bool SaysNothingFound => false;

    public override async Task EndAsync()
    {
        if (one && _items.Count == 0)
        {
            return;
        }

        var root = one ? _items[0] : JsonSerializer.SerializeToElement(new
        {
            apiVersion = "v1",
            items = _items,
            kind = "List",
            metadata = new { resourceVersion = "" },
        });
        var text = new PathWalk().Print(template, root, asJson);
        if (text.Length > 0)
        {
            await Line.Out.TextAsync(text);
        }
    }

    protected override ValueTask TakeAsync(ResourceType type, JsonElement item)
    {
        _items.Add(item);
        Printed++;
        return _items.Count <= MostObjects
            ? ValueTask.CompletedTask
            : throw new KubectlFault($"error: a template is evaluated over {MostObjects:N0} objects at most: narrow it with a namespace, -l or --field-selector, or use -o custom-columns.");
    }
}
