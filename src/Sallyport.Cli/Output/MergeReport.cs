using Sallyport.Cli.Kubeconfigs;

namespace Sallyport.Cli.Output;

/// <summary>Says what a merge did.</summary>
internal static class MergeReport
{
    public static async Task WriteAsync(MergePlan plan, TextWriter to)
    {
        if (plan.Contexts.Count > 0)
        {
            await Printer.TableAsync(
                to,
                ["CONTEXT", "CLUSTER", "NAMESPACE"],
                plan.Contexts.Select(context => new[] { context.Name, context.Cluster, context.Namespace ?? "" }));
        }
        else
        {
            await to.WriteLineAsync("You have access to no cluster.");
        }

        foreach (var context in plan.Removed)
        {
            await to.WriteLineAsync($"context {Printer.Inert(context)} taken out: its cluster is no longer granted");
        }

        foreach (var file in plan.Changes.Keys)
        {
            await to.WriteLineAsync($"{file} changed; what it held before is in {file}{KubeconfigFile.BackupSuffix}");
        }

        if (plan.Changes.Count == 0)
        {
            await to.WriteLineAsync("Nothing had to be changed.");
        }
        else if (plan.Contexts.Count > 0)
        {
            await to.WriteLineAsync($"Try: kubectl --context {plan.Contexts[0].Name} get pods");
        }
    }
}
