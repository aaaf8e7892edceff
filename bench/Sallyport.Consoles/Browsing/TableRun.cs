using System.Diagnostics;
using System.Globalization;
using Sallyport.Consoles.Hub;

namespace Sallyport.Consoles.Browsing;

/// <summary>Opens a table, scrolls, filters and sorts it, and tells how each went.</summary>
internal sealed class TableRun(HubProcess hub, TablePage page, CancellationToken cancellationToken)
{
    private const int Frames = 120;
    private const int RowHeight = 28;

    /// <summary>Pixels in a frame: a quick wheel, and a hand that drags the bar.</summary>
    private static readonly int[] Speeds = [150, 1_500];

    private const double Megabyte = 1 << 20;
    private static readonly string[] Filters = ["status:failing", "web", "ns:shop", "restarts>0", "coredns"];
    private static readonly string[] Sorts = ["restarts", "age", "status", "name"];
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(5);

    /// <summary>Runs all of it.</summary>
    /// <param name="path">The table's page.</param>
    /// <param name="least">How many rows it has once it is whole.</param>
    public async Task<IReadOnlyList<(string Step, StepFigures Figures)>> RunAsync(string path, int least)
    {
        double[] opened = [];
        List<(string, StepFigures)> steps = [];
        steps.Add(("all rows", await StepAsync(async () =>
        {
            await page.GoAsync(path);
            opened = await page.AskAsync<double[]>($"opened({least})");
            return [opened[1]];
        })));
        steps.Insert(0, ("first rows", steps[0].Item2 with { Milliseconds = opened[0] }));
        await page.AskAsync<double[]>("tasks()");
        steps.Add(("jump to a far place", await StepAsync(() => EachAsync(
            Enumerable.Range(1, 9).Select(tenth => string.Create(CultureInfo.InvariantCulture, $"jump({tenth * 7 % 10 / 10.0})"))))));
        List<string> frames = [];
        foreach (var pixels in Speeds)
        {
            await page.AskAsync<double>("jump(0)");
            double[] scrolled = [];
            steps.Add((string.Create(CultureInfo.InvariantCulture, $"scroll {Frames * pixels / RowHeight} rows"), await StepAsync(async () =>
            {
                scrolled = await page.AskAsync<double[]>(string.Create(CultureInfo.InvariantCulture, $"scroll({Frames},{pixels})"));
                return [scrolled[2..].Sum()];
            })));
            frames.Add(Frame(pixels, scrolled));
        }

        steps.Add(("filter", await StepAsync(() => EachAsync(Filters.SelectMany(text => new[] { text, "" }).Select(text => $"filter('{text}')")))));
        steps.Add(("sort", await StepAsync(() => EachAsync(Sorts.Select(column => $"sort('{column}')")))));
        Tell(steps);
        frames.ForEach(Console.WriteLine);
        var atRest = await AtRestAsync();
        var tasks = await page.AskAsync<double[]>("tasks()");
        var (_, heap) = await page.MetricsAsync();
        var rows = await page.AskAsync<int>("rowsInPage()");
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"tasks over 50 ms: {tasks.Length}, the longest {tasks.DefaultIfEmpty().Max():F0} ms; rows in the page: {rows}; its scripts hold {heap / Megabyte:F1} MB"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"at rest, hub and clusters take {atRest * 100:F0}% of a core"));
        return steps;
    }

    private static string Frame(int pixels, double[] scrolled)
    {
        var gaps = scrolled[2..].Order().ToArray();
        return string.Create(
            CultureInfo.InvariantCulture,
            $"frames at {pixels} pixels each: median {gaps[gaps.Length / 2]:F0} ms, 95% {gaps[gaps.Length * 95 / 100]:F0} ms, longest {gaps[^1]:F0} ms; {scrolled[0]:F0} of {Frames} with a place whose row was still to come; rows there {scrolled[1]:F0} ms after the last");
    }

    private async Task<double> AtRestAsync()
    {
        var (before, watch) = (await hub.FiguresAsync(false, cancellationToken), Stopwatch.StartNew());
        await Task.Delay(Rest, cancellationToken);
        return ((await hub.FiguresAsync(false, cancellationToken)).Cpu - before.Cpu) / watch.Elapsed;
    }

    private static void Tell(List<(string Step, StepFigures Figures)> steps)
    {
        foreach (var (step, figures) in steps)
        {
            Console.WriteLine($"{step,-20} | {figures}");
        }
    }

    private async Task<double[]> EachAsync(IEnumerable<string> calls)
    {
        List<double> times = [];
        foreach (var call in calls)
        {
            times.Add(await page.AskAsync<double>(call));
        }

        return [.. times];
    }

    private async Task<StepFigures> StepAsync(Func<Task<double[]>> step)
    {
        var (hubBefore, pageBefore, received) = (await hub.FiguresAsync(false, cancellationToken), await page.MetricsAsync(), page.Received);
        var times = await step();
        var (hubAfter, pageAfter) = (await hub.FiguresAsync(false, cancellationToken), await page.MetricsAsync());
        return new StepFigures(
            times.Order().ElementAt(times.Length / 2), (pageAfter.Cpu - pageBefore.Cpu) / times.Length, (hubAfter.Cpu - hubBefore.Cpu) / times.Length,
            (page.Received - received) / 1024.0 / times.Length);
    }
}
