using System.Text.Json.Nodes;
using Sallyport.Cli.Api;
using Sallyport.Cli.Output;

namespace Sallyport.Cli.Policies;

/// <summary>Says what files make of the policy.</summary>
internal static class ChangeReport
{
    /// <summary>A line for each object, as kubectl's apply has them.</summary>
    public static async Task LinesAsync(PolicyApplied applied, bool dryRun, TextWriter to)
    {
        foreach (var change in applied.Changes)
        {
            await to.WriteLineAsync(Printer.Inert($"{change.Kind}/{change.Name} {change.Action}{(change.Adopted is true ? ", adopted" : "")}{(dryRun ? " (dry run)" : "")}"));
        }
    }

    /// <summary>Before and after of each object that differs.</summary>
    public static async Task DifferencesAsync(PolicyApplied applied, PolicyFileSet files, TextWriter to)
    {
        foreach (var change in applied.Changes.Where(change => change.Action != "unchanged"))
        {
            var document = change.Document is { } index ? files.Documents[index] : null;
            await to.WriteLineAsync(Printer.Inert($"--- {(change.Action == "created" ? "/dev/null" : $"hub: {change.Kind}/{change.Name}")}"));
            await to.WriteLineAsync(Printer.Inert($"+++ {(document is null ? "/dev/null" : $"{document.File}:{document.Node.Line}: {change.Kind}/{change.Name}")}"));
            if (change.Adopted is true)
            {
                await to.WriteLineAsync($"# becomes {files.Owner}'s");
            }

            foreach (var line in LineDifference.Of(Lines(change.Before), Lines(change.After)))
            {
                await to.WriteLineAsync(Printer.Inert(line));
            }
        }
    }

    private static string[] Lines(JsonNode? spec) => spec is null ? [] : Yaml.Write(spec).TrimEnd('\n').Split('\n');
}
