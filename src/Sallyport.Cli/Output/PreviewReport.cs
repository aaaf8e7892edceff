using Sallyport.Cli.Api;

namespace Sallyport.Cli.Output;

/// <summary>Says whose access a change would change: the sentences first, then the list.</summary>
internal static class PreviewReport
{
    public static async Task WriteAsync(PreviewAnswer answer, TextWriter to)
    {
        if (answer.Total == 0)
        {
            await to.WriteLineAsync("Nobody's access changes.");
            return;
        }

        foreach (var one in answer.Summary)
        {
            await to.WriteLineAsync(Printer.Inert(Sentence(one)));
        }

        await to.WriteLineAsync();
        await Printer.TableAsync(
            to,
            ["USER", "CLUSTER", "NAMESPACE", "WHAT", "FROM", "TO", "WHY"],
            answer.Items.Select(item => new[] { item.User, item.Cluster, item.Namespace ?? "(all)", item.What, item.From, item.To, item.Why }));
        if (answer.Total > answer.Items.Length)
        {
            await to.WriteLineAsync($"... and {answer.Total - answer.Items.Length} more");
        }
    }

    private static string Sentence(PreviewSummary one)
    {
        var people = one.People == 1 ? "1 person" : $"{one.People} people";
        var clusters = one.Clusters == 1 ? "1 cluster" : $"{one.Clusters} clusters";
        return one.What is "secrets" or "shell" or "port-forward"
            ? $"{(one.Gains ? "+" : "-")} {people} in {clusters}: {one.What} {(one.Gains ? "becomes" : "goes back to")} {one.To}"
            : $"{(one.Gains ? "+" : "-")} {people} in {clusters} {(one.Gains ? "get" : "lose")} the role {one.What}";
    }
}
