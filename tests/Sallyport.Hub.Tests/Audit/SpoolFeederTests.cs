using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Sallyport.Hub.Audit;
using Sallyport.Hub.Storage;
using Sallyport.Hub.Tests.Storage;

namespace Sallyport.Hub.Tests.Audit;

public sealed class SpoolFeederTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Feed_WhatWasSpooled_IsInTheStoreInOrder()
    {
        using var store = await TestStore.SqliteAsync();
        await using var spool = Open(store);
        var ids = await RecordAsync(spool, 1_200);

        await FeedAllAsync(store, spool, 2_400);

        await using var database = store.Contexts.CreateDbContext();
        var decisions = await database.AuditEvents.Where(e => e.Kind == AuditEventKind.Decision)
            .OrderBy(e => e.Sequence).Select(e => e.EventId).ToListAsync(Cancel);
        decisions.Should().Equal(ids);
    }

    [Fact]
    public async Task Feed_AgainAfterAKill_DoublesNothingAndLeavesTheTornLineOut()
    {
        using var store = await TestStore.SqliteAsync();
        await using (var killed = Open(store))
        {
            await RecordAsync(killed, 50);
            await FeedAllAsync(store, killed, 100);
        }

        var segment = SpoolSegment.In(store.File("spool")).Single().Path;
        await File.AppendAllTextAsync(segment, """{"event":"decision","id":"7d5c""", Cancel);

        await using var spool = Open(store);
        await RecordAsync(spool, 1);
        await FeedAllAsync(store, spool, 102);

        await using var database = store.Contexts.CreateDbContext();
        (await database.AuditEvents.CountAsync(Cancel)).Should().Be(102);
        File.Exists(segment).Should().BeFalse("all that was whole in it is in the store");
        File.Exists(store.File("spool/rejected.txt")).Should().BeFalse();
    }

    [Fact]
    public async Task Feed_SegmentCutAnywhere_KeepsEveryWholeLine()
    {
        using var store = await TestStore.SqliteAsync();
        await using (var first = Open(store))
        {
            await RecordAsync(first, 20);
        }

        var segment = SpoolSegment.In(store.File("spool")).Single().Path;
        var text = await File.ReadAllTextAsync(segment, Cancel);
        var cut = text.Length * 2 / 3;
        await File.WriteAllTextAsync(segment, text[..cut], Cancel);

        await using var spool = Open(store);
        await FeedAllAsync(store, spool, text[..cut].Count(c => c == '\n'));
    }

    [Fact]
    public async Task Feed_LineThatIsNoEvent_IsKeptBesideAndStopsNothing()
    {
        using var store = await TestStore.SqliteAsync();
        Directory.CreateDirectory(store.File("spool"));
        await File.WriteAllTextAsync(store.File("spool/000000000001.jsonl"), "rubbish\n[]\n{\"event\":\"end\"}\n", Cancel);
        await using var spool = Open(store);
        await RecordAsync(spool, 1);

        await FeedAllAsync(store, spool, 2);

        (await File.ReadAllLinesAsync(store.File("spool/rejected.txt"), Cancel)).Should().HaveCount(3);
    }

    [Fact]
    public async Task Read_ByUser_FindsDecisionsWithTheirEnds()
    {
        using var store = await TestStore.SqliteAsync();
        await using var spool = Open(store);
        await RecordAsync(spool, 3, "ann");
        await RecordAsync(spool, 2, "bob");
        await FeedAllAsync(store, spool, 10);
        var reader = new AuditReader(store.Contexts, TimeProvider.System);

        var found = await reader.ReadAsync(new AuditQuery { User = "bob" }, 100, Cancel);

        found.Select(e => e.Kind).Should().Equal(
            AuditEventKind.Decision, AuditEventKind.End, AuditEventKind.Decision, AuditEventKind.End);
        (await reader.ReadAsync(new AuditQuery { User = "bob", After = found[1].Sequence }, 1, Cancel))
            .Should().ContainSingle().Which.EventId.Should().Be(found[2].EventId);
        (await reader.ReadLastAsync(new AuditQuery(), 1, Cancel)).Single().Sequence.Should().Be(found[3].Sequence);
    }

    private static Spool Open(TestStore store) =>
        new(new SpoolOptions { Folder = store.File("spool") }, TimeProvider.System, NullLogger<Spool>.Instance);

    private static async Task<List<Guid>> RecordAsync(Spool spool, int count, string user = "ann")
    {
        var log = new AuditLog(spool);
        var ids = new List<Guid>();
        for (var i = 0; i < count; i++)
        {
            ids.Add(Guid.NewGuid());
            await log.RecordDecisionAsync(AuditSample.Decision(ids[^1], user), false, Cancel);
            log.RecordEnd(AuditSample.End(ids[^1]));
        }

        return ids;
    }

    private static async Task FeedAllAsync(TestStore store, Spool spool, int expected)
    {
        using var feeder = new SpoolFeeder(
            spool, new AuditStore(store.Contexts), TimeProvider.System, NullLogger<SpoolFeeder>.Instance);
        await Eventually.TrueAsync(async () =>
        {
            await feeder.FeedAsync(Cancel);
            await using var database = store.Contexts.CreateDbContext();
            return await database.AuditEvents.CountAsync(Cancel) >= expected;
        });
    }
}
