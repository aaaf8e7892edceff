using System.CommandLine;
using System.Text.Json;
using Sallyport.Consoles.Browsing;
using Sallyport.Consoles.Hub;
using Sallyport.Consoles.Memory;

// Measures the web console at scale, each time with a demo's hub in a process of its own:
//   dotnet run -c Release --project bench/Sallyport.Consoles -- memory
//   dotnet run -c Release --project bench/Sallyport.Consoles -- tables
//   dotnet run -c Release --project bench/Sallyport.Consoles -- log
// docs/benchmarks.md has the figures.
var consoles = new Option<int>("--consoles") { Description = "How many consoles, each of a person of its own.", DefaultValueFactory = _ => 200 };
var pods = new Option<int>("--pods") { Description = "How many pods they watch.", DefaultValueFactory = _ => 2_000 };
var steps = new Option<int>("--steps") { Description = "In how many steps they are opened.", DefaultValueFactory = _ => 4 };
var changes = new Option<int>("--changes") { Description = "How many pods change in a second.", DefaultValueFactory = _ => 20 };
var seconds = new Option<int>("--seconds") { Description = "How long each step goes on.", DefaultValueFactory = _ => 20 };
var leave = new Option<bool>("--leave") { Description = "Drop all connections in the end, and look again when the hub has let go of their pages." };
var memory = new Command("memory", "What the hub's memory grows by with each console that watches pods.") { consoles, pods, steps, changes, seconds, leave };
memory.SetAction((parsed, cancellationToken) => WatchingConsoles.RunAsync(
    new MemoryOptions(
        parsed.GetValue(consoles), parsed.GetValue(pods), parsed.GetValue(steps), parsed.GetValue(changes), TimeSpan.FromSeconds(parsed.GetValue(seconds)),
        parsed.GetValue(leave)),
    cancellationToken));

var chromium = new Option<string>("--browser") { Description = "Chromium.", DefaultValueFactory = _ => "/usr/bin/chromium" };
var manyPods = new Option<int>("--pods") { Description = "How many pods the large cluster has; the small one has a tenth.", DefaultValueFactory = _ => 30_000 };
var clusters = new Option<int>("--clusters") { Description = "How many clusters the fleet has.", DefaultValueFactory = _ => 50 };
var away = new Option<int>("--away") { Description = "How many of those are away.", DefaultValueFactory = _ => 5 };
var others = new Option<int>("--pods-in-others") { Description = "How many pods the fleet's other clusters have each.", DefaultValueFactory = _ => 100 };
var tables = new Command("tables", "Tables of many pods, and across many clusters, in a real browser.") { chromium, manyPods, clusters, away, others };
tables.SetAction((parsed, cancellationToken) => LargeTables.RunAsync(
    new BrowserOptions(
        parsed.GetRequiredValue(chromium), parsed.GetValue(manyPods), parsed.GetValue(clusters), parsed.GetValue(away), parsed.GetValue(others)),
    cancellationToken));

var log = new Command("log", "One console that follows a container of four thousand lines a second.") { chromium, seconds };
log.SetAction((parsed, cancellationToken) => BusyLog.RunAsync(
    parsed.GetRequiredValue(chromium), TimeSpan.FromSeconds(parsed.GetValue(seconds)), cancellationToken));

var folder = new Argument<string>("folder");
var plan = new Argument<string>("plan");
var hub = new Command("hub", "The measured hub.") { folder, plan };
hub.Hidden = true;
hub.SetAction((parsed, cancellationToken) => HubRole.RunAsync(
    JsonSerializer.Deserialize<HubPlan>(parsed.GetRequiredValue(plan))!, parsed.GetRequiredValue(folder), cancellationToken));

return await new RootCommand("Measures the web console at scale.") { memory, tables, log, hub }.Parse(args).InvokeAsync(
    // A call that took too long is to be seen, and not to look like an interruption.
    new InvocationConfiguration { EnableDefaultExceptionHandler = false });
