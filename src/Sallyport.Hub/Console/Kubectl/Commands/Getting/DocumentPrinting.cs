using System.Text.Json;
using Sallyport.Hub.Console.Feeds.Kinds;
using Sallyport.Hub.Console.Kubectl.Printing;

namespace Sallyport.Hub.Console.Kubectl.Commands;

/// <summary>Prints whole objects as YAML or JSON as they are read; several as a list.</summary>
internal sealed class DocumentPrinting(Invocation line, bool one, bool yaml) : ObjectPrinter(line)
{
    private readonly bool _managedFields = line.Flags.Is("show-managed-fields");
    private string? _held;

    public override bool SaysNothingFound => false;

    public override async Task EndAsync()
    {
        if (one)
        {
            return;
        }

        await BeginAsync(last: true);
        await Line.Out.TextAsync(yaml
            ? "kind: List\nmetadata:\n  resourceVersion: \"\""
            : (Printed == 0 ? "" : "    ],\n") + "    \"kind\": \"List\",\n    \"metadata\": {\n        \"resourceVersion\": \"\"\n    }\n}");
    }

    protected override async ValueTask TakeAsync(ResourceType type, JsonElement item)
    {
        if (one)
        {
            await Line.Out.TextAsync(yaml ? KubeYaml.Write(item, _managedFields) : KubeJson.Indented(item, 0, _managedFields));
        }
        else if (yaml)
        {
            await BeginAsync(last: false);
            await Line.Out.TextAsync(KubeYaml.Write(item, _managedFields, asItem: true));
        }
        else
        {
            await BeginAsync(last: false);
            _held = new string(' ', 8) + KubeJson.Indented(item, 2, _managedFields);
        }

        Printed++;
    }

    // In JSON a comma follows every item but the last, so each waits for the next.
    private async ValueTask BeginAsync(bool last)
    {
        if (_held is { } item)
        {
            await Line.Out.TextAsync(item + (last ? "" : ","));
            _held = null;
        }

        if (Printed > 0)
        {
            return;
        }

        await Line.Out.TextAsync((yaml, last) switch
        {
            (true, true) => "apiVersion: v1\nitems: []",
            (true, false) => "apiVersion: v1\nitems:",
            (false, true) => "{\n    \"apiVersion\": \"v1\",\n    \"items\": [],",
            (false, false) => "{\n    \"apiVersion\": \"v1\",\n    \"items\": [",
        });
    }
}
