using System.Collections.Immutable;
using System.Globalization;
using Sallyport.Hub.Console.Feeds.Calls;
using Sallyport.Hub.Console.Kubectl.Describing;
using Sallyport.Hub.Console.Kubectl.Parsing;
using Sallyport.Hub.Console.Kubectl.Printing;

namespace Sallyport.Hub.Console.Kubectl.Commands;

/// <summary>Shows the revisions of a workload, or what pods one of them makes.</summary>
internal sealed class RolloutHistoryCommand() : KubectlCommand("rollout history", "TYPE/NAME", "Shows the revisions of a workload.")
{
    public override ImmutableArray<Flag> Flags => [Flag.Text("revision", "What pods this revision makes.")];

    public override async Task<int> RunAsync(Invocation line)
    {
        var found = await RolloutObject.ReadAsync(line);
        var revisions = await Revisions.ReadAsync(line, found);
        if (line.Flags.Number("revision") is { } number and > 0)
        {
            var revision = revisions.Find(one => one.Number == number) ?? throw new KubectlFault($"error: unable to find the specified revision");
            await line.Out.LineAsync(string.Create(CultureInfo.InvariantCulture, $"{found.Shown} with revision #{number}"));
            var template = revision.Holder.At("spec").ValueKind == System.Text.Json.JsonValueKind.Object
                ? revision.Holder.At("spec", "template")
                : revision.Holder.At("data").At("spec", "template");
            await PodTemplateDescription.Of(template, line.Now).PrintAsync(line);
            return 0;
        }

        await line.Out.LineAsync(found.Shown + " ");
        var layout = new TabWriter(0, 2);
        layout.Cells(["REVISION", "CHANGE-CAUSE"]);
        foreach (var revision in revisions)
        {
            layout.Cells([revision.Number.ToString(CultureInfo.InvariantCulture), revision.Cause]);
        }

        await layout.PrintAsync(line);
        await line.Out.LineAsync("");
        return 0;
    }
}
