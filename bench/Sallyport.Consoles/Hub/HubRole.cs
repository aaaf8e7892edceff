using System.Diagnostics;
using System.Runtime;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Sallyport.Access.Policy;
using Sallyport.Hub.Fleet;
using Sallyport.Hub.Hosting;
using Sallyport.Hub.Hosting.Demo;
using Sallyport.Hub.Identity;
using Sallyport.Hub.Identity.Sessions;
using Sallyport.Hub.Limits;
using Sallyport.Hub.Policy;
using Sallyport.Hub.Storage;

namespace Sallyport.Consoles.Hub;

/// <summary>
/// The measured process: a demo's hub with its clusters and agents, which tells of itself on standard output when a line on
/// standard input asks for it, and stops when that ends.
/// </summary>
internal static class HubRole
{
    /// <summary>Asks for the figures as they are.</summary>
    public const string Now = "now";

    /// <summary>Asks for the figures after full collections.</summary>
    public const string Collected = "collected";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    public static async Task<int> RunAsync(HubPlan plan, string folder, CancellationToken cancellationToken)
    {
        var hub = new HubOptions
        {
            DataFolder = folder,
            GatewayPort = 0,
            ConsolePort = 0,
            LogLevel = LogLevel.Error,
            Limits = new HubLimits { RequestsPerUser = null, ApiRequestsPerUser = null, StrangersPerAddress = null },
        };
        await using var app = HubApplication.Build(hub);
        await HubApplication.PrepareAsync(app, cancellationToken);
        await app.Services.GetRequiredService<DemoSeed>().ApplyAsync(cancellationToken);
        await HubApplication.StartAsync(app, cancellationToken);
        var demo = new DemoOptions { Data = folder, Clusters = plan.Clusters, Away = plan.Away, Pods = plan.Pods, PodsInFirst = plan.PodsInFirst };
        await using (var agents = new DemoAgents(app.Services, demo))
        {
            var present = await agents.StartAsync(cancellationToken);
            await agents.WaitUntilInStepAsync(present, Patience, cancellationToken);
            await agents.SendAwayAsync(cancellationToken);
            Say(await ReadyAsync(app, plan, cancellationToken));
            while (await Console.In.ReadLineAsync(cancellationToken) is { } asked)
            {
                Say(Figures(asked == Collected));
            }
        }

        await app.StopAsync(cancellationToken);
        return 0;
    }

    private static async Task<HubReady> ReadyAsync(WebApplication app, HubPlan plan, CancellationToken cancellationToken)
    {
        var people = Enumerable.Range(1, plan.Consoles).Select(number => $"watcher-{number:000}").ToArray();
        await app.Services.GetRequiredService<PolicyStore>().ChangeAsync(
            database =>
            {
                foreach (var person in people)
                {
                    Add(database, person);
                }

                return Task.FromResult(true);
            },
            cancellationToken);
        var cookies = new List<string>();
        foreach (var person in people)
        {
            var session = await app.Services.GetRequiredService<SessionStore>().BeginConsoleAsync(new SessionStart(person, "bench", "bench"), cancellationToken);
            cookies.Add($"{SessionCookie.Name}={session.Token}");
        }

        var token = await app.Services.GetRequiredService<CredentialStore>().IssueAsync("admin", "changes", "bench", validFor: null, cancellationToken);
        var (gateway, console) = HubApplication.Ports(app);
        return new HubReady(
            new Uri($"https://127.0.0.1:{console}"), new Uri($"https://127.0.0.1:{gateway}"), token.Token, cookies,
            [.. app.Services.GetRequiredService<ClusterRegistry>().All.Select(cluster => cluster.Name)]);
    }

    private static void Add(SallyportDbContext database, string person)
    {
        var now = DateTimeOffset.UtcNow;
        database.Users.Add(new UserRow { Name = person, CreatedAt = now });
        database.Assignments.Add(new AssignmentRow
        {
            Id = Guid.NewGuid(),
            Role = "organization-read-only",
            SubjectKind = SubjectKind.User,
            SubjectName = person,
            Scope = PolicyJson.Write(Scope.Organization),
            CreatedBy = "bench",
            CreatedAt = now,
        });
    }

    private static HubFigures Figures(bool collected)
    {
        if (collected)
        {
            for (var i = 0; i < 3; i++)
            {
                GCSettings.LargeObjectHeapCompactionMode = GCLargeObjectHeapCompactionMode.CompactOnce;
                GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
                GC.WaitForPendingFinalizers();
            }
        }

        using var self = Process.GetCurrentProcess();
        return new HubFigures(
            GC.GetTotalMemory(forceFullCollection: false), GC.GetGCMemoryInfo(GCKind.Any).TotalCommittedBytes, self.WorkingSet64,
            GC.GetTotalAllocatedBytes(), self.TotalProcessorTime);
    }

    private static void Say<T>(T said)
    {
        Console.Out.WriteLine(JsonSerializer.Serialize(said));
        Console.Out.Flush();
    }
}
