using System.Diagnostics;
using System.Globalization;
using Sallyport.Consoles.Circuits;
using Sallyport.Consoles.Hub;

namespace Sallyport.Consoles.Memory;

/// <summary>What a hub's memory grows by with each signed-in console that watches the pods of a cluster while they change.</summary>
internal static class WatchingConsoles
{
    private const double Megabyte = 1 << 20;
    private const int AtOnce = 8;

    /// <summary>Longer than the hub keeps pages whose browser is gone.</summary>
    private static readonly TimeSpan Forgotten = TimeSpan.FromSeconds(150);

    public static async Task<int> RunAsync(MemoryOptions options, CancellationToken cancellationToken)
    {
        await using var hub = await HubProcess.StartAsync(new HubPlan(options.Consoles + 1, 1, 0, options.Pods, null), cancellationToken);
        using var changes = new PodChanges(hub.Ready, hub.Ready.Clusters[0]);
        await changes.ReadAsync(cancellationToken);
        using var http = new HttpClient(Loopback.Handler()) { BaseAddress = hub.Ready.Console };
        await using var measured = new OpenConsoles(http, hub.Ready, changes.Count);
        // One goes before, so that what the first of all costs is in what the others are compared with.
        await measured.OpenAsync(1, 1, cancellationToken);
        Console.WriteLine($"{changes.Count} pods, {options.Changes} changes a second asked for");
        Console.WriteLine("consoles |  heap MB | committed | resident | resident before collecting | CPU % of a core | changes/s | batches/s | KB/s a console");
        var steps = new List<(int Consoles, HubFigures Running, HubFigures Collected)>();
        foreach (var step in Enumerable.Range(0, options.Steps + 1).Select(step => options.Consoles * step / options.Steps))
        {
            await measured.OpenAsync(1 + step, AtOnce, cancellationToken);
            var (before, made, batches, bytes, watch) = (await hub.FiguresAsync(false, cancellationToken), changes.Made, measured.Batches, measured.Bytes, Stopwatch.StartNew());
            await ChangeAsync(changes, options, cancellationToken);
            var running = await hub.FiguresAsync(false, cancellationToken);
            var seconds = watch.Elapsed.TotalSeconds;
            var collected = await hub.FiguresAsync(true, cancellationToken);
            steps.Add((step, running, collected));
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{step,8} | {collected.Heap / Megabyte,8:F1} | {collected.Committed / Megabyte,9:F1} | {collected.Resident / Megabyte,8:F1} | {running.Resident / Megabyte,26:F1} | {(running.Cpu - before.Cpu).TotalSeconds / seconds * 100,15:F0} | {(changes.Made - made) / seconds,9:F1} | {(measured.Batches - batches) / seconds,9:F1} | {(measured.Bytes - bytes) / seconds / 1024 / (1 + step),6:F1}"));
        }

        var (first, last) = (steps[0], steps[^1]);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"each console: heap {Each(first.Collected.Heap, last.Collected.Heap):F2} MB, resident {Each(first.Collected.Resident, last.Collected.Resident):F2} MB, resident before collecting {Each(first.Running.Resident, last.Running.Resident):F2} MB"));
        if (options.Leave)
        {
            await measured.DisposeAsync();
            await Task.Delay(Forgotten, cancellationToken);
            var left = await hub.FiguresAsync(true, cancellationToken);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"all gone: heap {left.Heap / Megabyte:F1} MB, resident {left.Resident / Megabyte:F1} MB"));
        }

        return 0;

        double Each(long from, long to) => (to - from) / Megabyte / options.Consoles;
    }

    private static async Task ChangeAsync(PodChanges changes, MemoryOptions options, CancellationToken cancellationToken)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        end.CancelAfter(options.Time);
        await changes.RunAsync(options.Changes, end.Token);
    }
}
